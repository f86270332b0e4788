package org.gan4j.cli;

import java.util.Locale;
import org.gan4j.models.GanModel;
import org.gan4j.models.GanModels;
import org.gan4j.train.GanSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Lists the models. */
@Command(name = "models", description = "List the models and the settings they are trained with.")
final class ModelsCommand implements Runnable {
  @ParentCommand private Gan gan;

  @Override
  public void run() {
    Table table = new Table().row("NAME", "LATENTS", "BATCH", "ORDER", "UPDATES", "WHAT IT IS");
    for (GanModel model : GanModels.all()) {
      GanSettings settings = model.settings();
      table.row(
          model.name(),
          model.latentSize() + " " + lower(settings.latents()),
          settings.batchSize(),
          lower(settings.batching()),
          lower(settings.scheme()),
          model.summary());
    }
    table.print(gan.out());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
