package org.gan4j.models;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.gan4j.Latents;
import org.gan4j.augment.Augmentation;
import org.gan4j.data.Batching;
import org.gan4j.game.GanSettings;
import org.gan4j.game.UpdateScheme;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.GradientPenalty;
import org.gan4j.loss.Losses;
import org.gan4j.loss.NamedLoss;
import org.gan4j.train.Schedule;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Recipes as JSON that people write. Names stand for a closed set of things, never for classes. */
final class RecipeJson {
  /**
   * How recipes say a schedule of the rates that is a straight line to 0, and the only one once.
   */
  static final String FALLS_FROM = "rateFallsFrom";

  private static final String SCHEDULES = "schedules";
  private static final String PENALTY = "penalty";
  private static final String SPECTRAL_NORM = "spectralNorm";
  private static final String AUGMENT = "augment";
  private static final String POOL = "fakesPool";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RecipeJson() {}

  static String write(Recipe recipe) {
    ObjectNode root = MAPPER.createObjectNode();
    GanSettings settings = recipe.settings();
    root.putObject("latents")
        .put("kind", Words.of(settings.latents()))
        .put("size", recipe.latentSize());
    write(recipe.generatorOptimiser(), root.putObject("generator"));
    write(recipe.discriminatorOptimiser(), root.putObject("discriminator"));
    write(recipe.schedules(), root);
    write(loss(settings), root.putObject("loss"));
    if (!settings.penalties().isEmpty()) { // nor have they these
      root.put(PENALTY, GradientPenalty.words(settings.penalties()));
    }
    if (settings.spectralNorm()) { // nor this
      root.put(SPECTRAL_NORM, true);
    }
    if (settings.augmentation().alters()) { // nor this
      root.put(AUGMENT, settings.augmentation().toString());
    }
    if (settings.fakesPool() > 0) {
      root.put(POOL, settings.fakesPool());
    }
    root.putObject("batches")
        .put("size", settings.batchSize())
        .put("order", Words.of(settings.batching()));
    root.putObject("updates")
        .put("scheme", Words.of(settings.scheme()))
        .put("discriminator", settings.discriminatorSteps())
        .put("generator", settings.generatorSteps());
    write(recipe.snapshots(), root.putObject("snapshots"));
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e); // a tree of texts and numbers can be written
    }
  }

  private static void write(IUpdater optimiser, ObjectNode target) {
    NamedOptimiser named = NamedOptimiser.of(optimiser);
    target.put("optimiser", Words.of(named.kind()));
    named.numbers().forEach(target::put);
  }

  /** Recipes from before there were schedules have no such fields. */
  private static void write(Schedules schedules, ObjectNode root) {
    boolean line = schedules.rate().equals(Schedule.linear(schedules.rate().from()));
    if (line) {
      root.put(FALLS_FROM, schedules.rate().from());
    }
    Schedules others = line ? schedules.withRate(Schedule.CONSTANT) : schedules;
    if (!others.equals(Schedules.CONSTANT)) {
      ObjectNode target = root.putObject(SCHEDULES);
      ImmutableMap.of(
              "rate", others.rate(), "penalty", others.penalty(), "average", others.average())
          .forEach(
              (name, schedule) -> {
                if (!schedule.equals(Schedule.CONSTANT)) {
                  target.put(name, schedule.toString());
                }
              });
    }
  }

  private static NamedLoss loss(GanSettings settings) {
    return NamedLoss.of(settings.loss())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the loss has no name in a recipe: one of Losses can be written, also smoothed"
                        + " and then noisy with seed 0"));
  }

  private static void write(NamedLoss loss, ObjectNode target) {
    target
        .put("name", loss.name())
        .put("labelSmoothing", loss.smoothing())
        .put("labelNoise", loss.noise());
  }

  private static void write(Snapshots snapshots, ObjectNode target) {
    target
        .put("samples", snapshots.samples())
        .put("sampleEvery", snapshots.sampleEvery().toString())
        .put("saveEvery", snapshots.saveEvery().toString());
  }

  static Recipe read(String json) {
    JsonFields root = JsonFields.parse(json);
    JsonFields latents = root.object("latents");
    Latents kind = latents.choice("kind", Latents.values());
    int latentSize = latents.count("size");
    latents.end();
    IUpdater generator = optimiser(root.object("generator"));
    IUpdater discriminator = optimiser(root.object("discriminator"));
    Schedules schedules = schedules(root);
    GanSettings settings = settings(kind, root);
    Snapshots snapshots = snapshots(root.object("snapshots"));
    root.end();
    return new Recipe(latentSize, generator, discriminator, schedules, settings, snapshots);
  }

  private static Schedules schedules(JsonFields root) {
    double fallsFrom = root.number(FALLS_FROM, Limit.SHARE, 1);
    Schedule line = fallsFrom == 1 ? Schedule.CONSTANT : Schedule.linear(fallsFrom);
    if (!root.has(SCHEDULES)) {
      return Schedules.CONSTANT.withRate(line);
    }
    JsonFields fields = root.object(SCHEDULES);
    checkArgument(
        fallsFrom == 1 || !fields.has("rate"),
        "%s and %s.rate are two schedules of one rate: leave one out",
        FALLS_FROM,
        SCHEDULES);
    Schedules schedules =
        new Schedules(
            schedule(fields, "rate", line),
            schedule(fields, "penalty", Schedule.CONSTANT),
            schedule(fields, "average", Schedule.CONSTANT));
    fields.end();
    return schedules;
  }

  private static Schedule schedule(JsonFields fields, String name, Schedule otherwise) {
    return fields.has(name) ? fields.parsed(name, Schedule::parse) : otherwise;
  }

  private static GanSettings settings(Latents latents, JsonFields root) {
    AdversarialLoss loss = loss(root.object("loss"));
    JsonFields batches = root.object("batches");
    int batchSize = batches.count("size");
    Batching batching = batches.choice("order", Batching.values());
    batches.end();
    JsonFields updates = root.object("updates");
    UpdateScheme scheme = updates.choice("scheme", UpdateScheme.values());
    int discriminatorSteps = updates.count("discriminator");
    int generatorSteps = updates.count("generator");
    updates.end();
    List<GradientPenalty> penalties =
        root.has(PENALTY) ? root.parsed(PENALTY, GradientPenalty::parseAll) : List.of();
    return new GanSettings(
        loss,
        latents,
        batchSize,
        batching,
        scheme,
        discriminatorSteps,
        generatorSteps,
        penalties,
        root.flag(SPECTRAL_NORM),
        root.has(AUGMENT) ? root.parsed(AUGMENT, Augmentation::parse) : Augmentation.NONE,
        root.has(POOL) ? root.count(POOL) : 0,
        GanSettings.defaults().seed());
  }

  private static IUpdater optimiser(JsonFields fields) {
    OptimiserKind kind = fields.choice("optimiser", OptimiserKind.values());
    ImmutableMap.Builder<String, Double> numbers = ImmutableMap.builder();
    for (Map.Entry<String, Limit> number : kind.numbers().entrySet()) {
      numbers.put(number.getKey(), fields.number(number.getKey(), number.getValue()));
    }
    fields.end();
    return new NamedOptimiser(kind, numbers.build()).updater();
  }

  private static AdversarialLoss loss(JsonFields fields) {
    fields.parsed("name", Losses::named); // so that an unknown name is the field's
    NamedLoss loss =
        new NamedLoss(
            fields.text("name"),
            fields.number("labelSmoothing", Limit.LESS_THAN_HALF),
            fields.number("labelNoise", Limit.LESS_THAN_HALF));
    fields.end();
    return loss.loss();
  }

  private static Snapshots snapshots(JsonFields fields) {
    Snapshots snapshots =
        new Snapshots(
            fields.count("samples"),
            fields.parsed("sampleEvery", Interval::parse),
            fields.parsed("saveEvery", Interval::parse));
    fields.end();
    return snapshots;
  }
}
