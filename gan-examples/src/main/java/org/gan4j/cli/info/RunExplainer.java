package org.gan4j.cli.info;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gan4j.cli.option.GivenRun;
import org.gan4j.game.GanSettings;
import org.gan4j.loss.GradientPenalty;
import org.gan4j.models.Recipe;
import org.gan4j.models.Schedules;
import org.gan4j.run.RunConfig;
import org.gan4j.run.RunFolder;
import org.gan4j.run.Versions;
import org.gan4j.train.Schedule;
import org.nd4j.shade.jackson.databind.JsonNode;

/** Tells about a run, by what its folder says. */
final class RunExplainer implements Explainer {
  @Override
  public boolean knows(Path path) {
    return Files.exists(path.resolve("config.json"));
  }

  @Override
  public Table explain(Path path) {
    RunFolder folder = GivenRun.open(path);
    RunConfig config = folder.config();
    Table table =
        new Table()
            .row("run", folder.path())
            .row("command", config.command())
            .row("created", config.created())
            .row("model", config.model())
            .row("data", config.data() + ", images of " + config.images().shape())
            .row("steps", config.training().steps())
            .row("batch size", config.training().batch())
            .row("seed", config.training().seed())
            .row("latents", config.latents().size() + ", " + config.latents().kind());
    if (!config.classes().isEmpty()) {
      table.row("classes", String.join(", ", config.classes()));
    }
    table.row("values", config.images().range()).row("average", average(config.averageHalfLife()));
    Schedules schedules = config.schedules();
    row(table, "rate", schedules.rate(), config);
    config.recipe().map(Recipe::settings).ifPresent(settings -> rules(settings, table));
    row(table, "its weight", schedules.penalty(), config);
    row(table, "half-life", schedules.average(), config);
    return table
        .row("versions", versions(config.versions()))
        .row("last metrics", folder.log().last().map(RunExplainer::text).orElse("none yet"));
  }

  /** Tells what is added to the usual game. */
  private static void rules(GanSettings settings, Table table) {
    if (!settings.penalties().isEmpty()) {
      table.row("penalty", GradientPenalty.words(settings.penalties()));
    }
    if (settings.spectralNorm()) {
      table.row("spectral norm", "of the discriminator's weights");
    }
    if (settings.augmentation().alters()) {
      table.row("augment", settings.augmentation().toString());
    }
    if (settings.fakesPool() > 0) {
      table.row("fakes pool", String.format(Locale.ROOT, "%,d images", settings.fakesPool()));
    }
  }

  private static String average(long halfLife) {
    return halfLife == 0
        ? "none"
        : String.format(Locale.ROOT, "of the generator, half-life %,d images", halfLife);
  }

  private static void row(Table table, String name, Schedule schedule, RunConfig config) {
    if (!schedule.equals(Schedule.CONSTANT)) {
      table.row(name, text(schedule, config.training().steps()));
    }
  }

  private static String text(Schedule schedule, long steps) {
    List<String> parts = new ArrayList<>();
    if (schedule.warmUp() > 0) {
      parts.add(String.format(Locale.ROOT, "rises over %,d steps", schedule.warmUp()));
    }
    if (schedule.falls()) {
      parts.add(
          String.format(
              Locale.ROOT,
              "falls%s from step %,d on, is %s after step %,d",
              schedule.fall() == Schedule.Fall.COSINE ? " as a cosine" : "",
              schedule.begin(steps),
              schedule.to() == 0 ? "0" : String.format(Locale.ROOT, "%.3g", schedule.to()),
              steps));
    }
    return String.join(", ", parts);
  }

  private static String versions(Versions versions) {
    return "gan4j %s, ND4J %s, Java %s"
        .formatted(versions.gan4j(), versions.nd4j(), versions.java());
  }

  private static String text(JsonNode metrics) {
    List<String> fields = new ArrayList<>();
    metrics
        .fields()
        .forEachRemaining(
            field -> fields.add(field.getKey() + " " + number(field.getKey(), field.getValue())));
    return String.join("  ", fields);
  }

  private static String number(String name, JsonNode value) {
    String digits = name.endsWith("_lr") ? "%.2e" : "%.3f";
    return value.isDouble() ? String.format(Locale.ROOT, digits, value.asDouble()) : value.asText();
  }
}
