package org.gan4j.cli.option;

import static com.google.common.base.Preconditions.checkArgument;

import org.gan4j.models.Recipe;
import org.gan4j.models.Schedules;
import org.gan4j.train.Schedule;
import picocli.CommandLine.Option;

/** The options that say how numbers of a training change over its steps. */
final class ScheduleOptions {
  private static final String MODELS = " (default: the model's).";

  @Option(
      names = "--rate-schedule",
      paramLabel = "SCHEDULE",
      converter = Converter.class,
      description =
          "How both learning rates change over the steps: constant, linear:0.4 to fall to 0 over the"
              + " last 60 %%, linear:0.4:0.1 to a tenth, cosine in the same ways, warm-up:500 to rise"
              + " over the first 500 steps, warm-up:500,cosine for both"
              + MODELS)
  private Schedule rate;

  @Option(
      names = "--penalty-schedule",
      paramLabel = "SCHEDULE",
      converter = Converter.class,
      description = "The same for the weights of gradient penalties" + MODELS)
  private Schedule penalty;

  @Option(
      names = "--average-schedule",
      paramLabel = "SCHEDULE",
      converter = Converter.class,
      description = "The same for the half-life of the generator's average" + MODELS)
  private Schedule average;

  /** Understands what {@link Schedule#parse} does. */
  private static final class Converter extends ParsedConverter<Schedule> {
    Converter() {
      super(Schedule::parse);
    }
  }

  /** Returns a recipe with the schedules that were asked for; the rate's not in two ways. */
  Recipe change(Recipe recipe, boolean rateFalls) {
    checkArgument(
        rate == null || !rateFalls,
        "--rate-falls-from and --rate-schedule are two schedules of one rate: leave one out");
    checkArgument(
        penalty == null || !recipe.settings().penalties().isEmpty(),
        "there is no gradient penalty that could follow --penalty-schedule: give one by --penalty, or"
            + " leave the schedule out");
    Schedules own = recipe.schedules();
    return recipe.withSchedules(
        new Schedules(
            rate == null ? own.rate() : rate,
            penalty == null ? own.penalty() : penalty,
            average == null ? own.average() : average));
  }
}
