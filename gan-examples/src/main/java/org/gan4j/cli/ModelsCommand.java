package org.gan4j.cli;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Locale;
import org.gan4j.ImageShape;
import org.gan4j.LatentSpace;
import org.gan4j.Player;
import org.gan4j.cli.info.Table;
import org.gan4j.game.GanSettings;
import org.gan4j.models.GanModel;
import org.gan4j.models.GanModels;
import org.gan4j.models.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Lists the models, or tells about one. */
@Command(
    name = "models",
    description = "List the models and the settings they are trained with, or tell about one.")
final class ModelsCommand implements Runnable {
  private static final long ANY_SEED = 1;

  @ParentCommand private Gan gan;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "A model to tell about.")
  private String name;

  @Option(
      names = "--json",
      description = "Print the model's recipe alone, for a file that gan train --recipe reads.")
  private boolean json;

  @Override
  public void run() {
    if (name == null) {
      checkArgument(!json, "--json prints the recipe of one model: name it");
      list();
    } else {
      GanModel model = GanModels.named(name);
      if (!json) {
        tell(model);
      }
      gan.out().println(model.recipe().toJson());
    }
  }

  private void list() {
    Table table = new Table().row("NAME", "LATENTS", "BATCH", "ORDER", "UPDATES", "WHAT IT IS");
    for (GanModel model : GanModels.all()) {
      GanSettings settings = model.settings();
      table.row(
          model.name(),
          latents(model),
          settings.batchSize(),
          Words.of(settings.batching()),
          Words.of(settings.scheme()),
          model.summary());
    }
    table.print(gan.out());
  }

  private static String latents(GanModel model) {
    LatentSpace space = model.latents();
    return space.noise()
        + " "
        + Words.of(space.kind())
        + (space.classes() > 0 ? " + class" : "")
        + (space.codes() > 0 ? " + codes" : "");
  }

  private void tell(GanModel model) {
    ImageShape shape = model.shape();
    Table table = new Table().row("model", model.name()).row("networks", model.summary());
    table.row("trained on", "images of " + shape);
    table.row("takes", "images with " + model.networks().needs());
    table.row("generator", parameters(model.generator(shape, ANY_SEED)));
    table.row("discriminator", parameters(model.discriminator(shape, ANY_SEED)));
    table.row("recipe", "gan models %s --json > FILE.json writes it".formatted(model.name()));
    table.print(gan.out());
  }

  private static String parameters(Player player) {
    return String.format(Locale.ROOT, "%,d parameters", player.weights().parameters().length());
  }
}
