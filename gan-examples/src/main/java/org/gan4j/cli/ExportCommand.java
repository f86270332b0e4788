package org.gan4j.cli;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.gan4j.GanException;
import org.gan4j.Generator;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.cli.option.Choice;
import org.gan4j.cli.option.GivenRun;
import org.gan4j.cli.option.Overwriting;
import org.gan4j.draw.Provenance;
import org.gan4j.draw.TrainedGenerator;
import org.gan4j.engine.file.NetworkFile;
import org.gan4j.file.WholeFile;
import org.gan4j.models.Recipe;
import org.gan4j.run.RunConfig;
import org.gan4j.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Writes what an application needs of a run into one file. */
@Command(name = "export", description = "Write the generator of a run into one file, to ship it.")
final class ExportCommand implements Runnable {
  @ParentCommand private Gan gan;

  @Option(
      names = "--run",
      required = true,
      paramLabel = "DIR",
      description = "The folder that gan train wrote.")
  private Path run;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description =
          "FILE.gan for all that it takes to draw, which TrainedGenerator.load reads; FILE.zip for the"
              + " network alone, as Deeplearning4j's model file.")
  private Path out;

  @Option(
      names = "--with-discriminator",
      description = "Put the discriminator into FILE.gan too, for gan generate --nice.")
  private boolean withDiscriminator;

  @Mixin private Choice choice;

  @Mixin private Overwriting overwriting;

  @Override
  public void run() {
    RunFolder folder = GivenRun.open(run);
    String name = out.toString().toLowerCase(Locale.ROOT);
    checkArgument(
        name.endsWith(".gan") || (name.endsWith(".zip") && !withDiscriminator),
        "--out ends in .gan, or in .zip for a generator without anything else, which %s does not",
        out);
    overwriting.check(out);
    RunNetworks networks = new RunNetworks(folder, choice.of(folder, gan.err()::println));
    if (name.endsWith(".gan")) {
      trained(networks).save(out);
    } else {
      writeNetwork(networks.generator(choice.raw(), gan.err()::println));
    }
    gan.out().println(out);
  }

  private TrainedGenerator trained(RunNetworks networks) {
    RunConfig config = networks.folder().config();
    TrainedGenerator trained =
        TrainedGenerator.of(
                networks.generator(choice.raw(), gan.err()::println), config.latentSpace())
            .withLabels(config.classes())
            .withProvenance(provenance(networks.checkpoint(), config));
    return withDiscriminator ? trained.withDiscriminator(networks.discriminator()) : trained;
  }

  /** The time is the run's, so that the same run gives the same file. */
  private Provenance provenance(Checkpoint checkpoint, RunConfig config) {
    return new Provenance(
        config.model(),
        config.data(),
        checkpoint.step(),
        config.training().seed(),
        !choice.raw() && checkpoint.hasAverage(),
        config.created(),
        config.versions().gan4j(),
        config.recipe().map(Recipe::toJson));
  }

  private void writeNetwork(Generator generator) {
    try {
      WholeFile.makeFolderOf(out);
      WholeFile.write(out, stream -> NetworkFile.write(generator.network(), stream, false));
    } catch (IOException e) {
      throw new GanException(
          "%s cannot be written (%s): may you write there, and is there room on the disk?"
              .formatted(out, e),
          e);
    }
  }
}
