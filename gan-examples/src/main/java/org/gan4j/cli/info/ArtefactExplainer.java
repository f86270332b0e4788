package org.gan4j.cli.info;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.draw.Provenance;
import org.gan4j.draw.TrainedGenerator;
import org.gan4j.run.FileKind;

/** Tells about a generator that was exported. */
final class ArtefactExplainer implements Explainer {
  @Override
  public boolean knows(Path path) {
    return Files.isRegularFile(path)
        && (FileKind.ends(path, ".gan") || FileKind.hasPart(path, "artefact.json"));
  }

  @Override
  public Table explain(Path path) {
    TrainedGenerator trained = TrainedGenerator.load(path);
    Generator generator = trained.generator();
    Table table =
        new Table()
            .row("generator", path)
            .row(
                generator.sampleShape() instanceof ImageShape ? "images" : "samples",
                generator.sampleShape())
            .row("values", generator.valueRange())
            .row("latents", trained.space().noise() + ", " + trained.kind())
            .row("parameters", count(generator.weights().parameters().length()))
            .row(
                "labels", trained.labels().isEmpty() ? "none" : String.join(", ", trained.labels()))
            .row(
                "discriminator",
                trained
                    .discriminator()
                    .map(judge -> count(judge.weights().parameters().length()) + " parameters")
                    .orElse("none"));
    trained.provenance().ifPresent(made -> add(made, table));
    return table;
  }

  private static void add(Provenance made, Table table) {
    table
        .row("model", made.model())
        .row("data", made.data())
        .row("steps", made.steps())
        .row("seed", made.seed())
        .row("weights", made.averaged() ? "averaged over the steps" : "those of the last step")
        .row("created", made.created())
        .row("version", "gan4j " + made.version());
    made.recipe().ifPresent(recipe -> table.row("recipe", recipe));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
