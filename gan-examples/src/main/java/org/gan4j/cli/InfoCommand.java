package org.gan4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gan4j.data.FashionMnist;
import org.gan4j.data.Mnist;
import org.nd4j.shade.jackson.databind.JsonNode;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Tells about this program and the machine, or about a run. */
@Command(name = "info", description = "Tell about this program and this machine, or about a run.")
final class InfoCommand implements Runnable {
  @ParentCommand private Gan gan;

  @ArgGroup private Where where;

  private static final class Where {
    @Option(names = "--run", paramLabel = "DIR", description = "The folder that gan train wrote.")
    private Path run;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The same.")
    private Path folder;
  }

  @Override
  public void run() {
    Table table = new Table();
    if (where == null) {
      Machine.describe(table);
      table.row("MNIST", Mnist.folder());
      table.row("Fashion-MNIST", FashionMnist.folder());
    } else {
      folder(table, RunFolder.open(where.run == null ? where.folder : where.run));
    }
    table.print(gan.out());
  }

  private static void folder(Table table, RunFolder folder) {
    RunConfig config = folder.config();
    table.row("run", folder.path());
    table.row("command", config.command());
    table.row("created", config.created());
    table.row("model", config.model());
    table.row("data", config.data() + ", images of " + config.images().shape());
    table.row("steps", config.training().steps());
    table.row("batch size", config.training().batch());
    table.row("seed", config.training().seed());
    table.row("latents", config.latents().size() + ", " + config.latents().kind());
    table.row("values", config.images().range());
    table.row("versions", versions(config.versions()));
    folder
        .log()
        .last()
        .ifPresentOrElse(
            last -> table.row("last metrics", text(last)),
            () -> table.row("last metrics", "none yet"));
  }

  private static String versions(Versions versions) {
    return "gan4j %s, ND4J %s, Java %s"
        .formatted(versions.gan4j(), versions.nd4j(), versions.java());
  }

  private static String text(JsonNode metrics) {
    List<String> fields = new ArrayList<>();
    metrics
        .fields()
        .forEachRemaining(field -> fields.add(field.getKey() + " " + number(field.getValue())));
    return String.join("  ", fields);
  }

  private static String number(JsonNode value) {
    return value.isDouble() ? String.format(Locale.ROOT, "%.3f", value.asDouble()) : value.asText();
  }
}
