package org.gan4j.models;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;
import org.gan4j.data.Batching;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.train.Schedule;
import org.gan4j.train.Scheduled;
import org.gan4j.train.ScheduledRates;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * How networks are trained. A value: each method makes a changed copy.
 *
 * @param latentSize values in one latent vector, at least 1
 * @param generatorOptimiser what updates the generator; every network gets a copy
 * @param discriminatorOptimiser what updates the discriminator; every network gets a copy
 * @param schedules how learning rates, penalties and the average change over a run's steps
 * @param settings of the game
 * @param snapshots what a run leaves behind on its way
 */
public record Recipe(
    int latentSize,
    IUpdater generatorOptimiser,
    IUpdater discriminatorOptimiser,
    Schedules schedules,
    GanSettings settings,
    Snapshots snapshots) {
  /**
   * Checks the numbers.
   *
   * @param latentSize at least 1
   * @param generatorOptimiser of the generator
   * @param discriminatorOptimiser of the discriminator
   * @param schedules any
   * @param settings of the game
   * @param snapshots of a run
   * @throws IllegalArgumentException if the latent size is below 1, or a learning rate that is to
   *     follow a schedule changes by itself
   */
  public Recipe {
    Sizes.checkLatents(latentSize);
    checkArgument(
        schedules.rate().equals(Schedule.CONSTANT)
            || (isConstant(generatorOptimiser) && isConstant(discriminatorOptimiser)),
        "a learning rate cannot both decay and follow the schedule %s: use a decay of 0, or the"
            + " schedule constant",
        schedules.rate());
  }

  private static boolean isConstant(IUpdater optimiser) {
    return Double.compare(optimiser.getLearningRate(0, 0), optimiser.getLearningRate(1, 1)) == 0;
  }

  /**
   * Makes a recipe whose numbers stay as they are.
   *
   * @param latentSize values in one latent vector, at least 1
   * @param generatorOptimiser what updates the generator
   * @param discriminatorOptimiser what updates the discriminator
   * @param settings of the game
   * @param snapshots of a run
   * @throws IllegalArgumentException if {@code latentSize} is below 1
   */
  public Recipe(
      int latentSize,
      IUpdater generatorOptimiser,
      IUpdater discriminatorOptimiser,
      GanSettings settings,
      Snapshots snapshots) {
    this(
        latentSize,
        generatorOptimiser,
        discriminatorOptimiser,
        Schedules.CONSTANT,
        settings,
        snapshots);
  }

  /** Returns a recipe whose two networks are updated in the same way. */
  static Recipe of(int latentSize, IUpdater optimiser, GanSettings settings, Snapshots snapshots) {
    return new Recipe(latentSize, optimiser, optimiser, settings, snapshots);
  }

  /**
   * {@return this recipe with latent vectors of another size}
   *
   * @param size at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  public Recipe withLatentSize(int size) {
    return new Recipe(
        size, generatorOptimiser, discriminatorOptimiser, schedules, settings, snapshots);
  }

  /**
   * {@return this recipe with another optimiser for both networks, which do not share its state}
   *
   * @param optimiser any of Deeplearning4j's
   */
  public Recipe withOptimiser(IUpdater optimiser) {
    return withOptimisers(optimiser, optimiser);
  }

  /**
   * {@return this recipe with other optimisers}
   *
   * @param generator of the generator, any of Deeplearning4j's
   * @param discriminator of the discriminator
   */
  public Recipe withOptimisers(IUpdater generator, IUpdater discriminator) {
    return new Recipe(latentSize, generator, discriminator, schedules, settings, snapshots);
  }

  /**
   * {@return this recipe with other rules of the game}
   *
   * @param changed for example {@code settings().withBatchSize(64)}
   */
  public Recipe withSettings(GanSettings changed) {
    return new Recipe(
        latentSize, generatorOptimiser, discriminatorOptimiser, schedules, changed, snapshots);
  }

  /**
   * {@return this recipe with batches that so many images fill, where it has larger ones and would
   * refuse them; random batches, which may hold an image twice, stay as they are}
   *
   * @param images how many there are, at least 1
   * @throws IllegalArgumentException if there are fewer
   */
  public Recipe fitting(int images) {
    checkArgument(images >= 1, "a batch needs at least one image, not %s", images);
    if (settings.batching() == Batching.RANDOM || settings.realImagesInAnUpdate() <= images) {
      return this;
    }
    int each = settings.batchSize() / settings.realImagesInAnUpdate();
    return withSettings(settings.withBatchSize(each * images));
  }

  /**
   * {@return this recipe with other snapshots}
   *
   * @param changed what a run is to leave behind on its way
   */
  public Recipe withSnapshots(Snapshots changed) {
    return new Recipe(
        latentSize, generatorOptimiser, discriminatorOptimiser, schedules, settings, changed);
  }

  /**
   * {@return this recipe with another learning rate of both optimisers, from which Keras' decay, if
   * there is one, goes on}
   *
   * @param rate above 0
   * @throws IllegalArgumentException if it is not, or an optimiser is none that {@link #toJson} can
   *     write
   */
  public Recipe withLearningRate(double rate) {
    return withNumber(NamedOptimiser.RATE, rate);
  }

  /**
   * {@return this recipe with another beta1 of both optimisers, the decay of Adam's mean}
   *
   * @param beta1 from 0 to below 1
   * @throws IllegalArgumentException if it is not, or an optimiser has none
   */
  public Recipe withBeta1(double beta1) {
    return withNumber("beta1", beta1);
  }

  /**
   * {@return this recipe with learning rates that fall in a straight line to 0 at the end of a run}
   *
   * @param share of the run's steps, from 0 to 1, after which they begin to; 1 for never
   * @throws IllegalArgumentException if it is not, or one has Keras' decay
   */
  public Recipe withRateFallsFrom(double share) {
    Limit.SHARE.check(RecipeJson.FALLS_FROM, share);
    return withSchedules(
        schedules.withRate(share == 1 ? Schedule.CONSTANT : Schedule.linear(share)));
  }

  /**
   * {@return this recipe with numbers that change otherwise over a run}
   *
   * @param changed for example {@code schedules().withRate(Schedule.cosine(0))}
   * @throws IllegalArgumentException if a rate that is to follow one has Keras' decay
   */
  public Recipe withSchedules(Schedules changed) {
    return new Recipe(
        latentSize, generatorOptimiser, discriminatorOptimiser, changed, settings, snapshots);
  }

  /**
   * {@return what lets the learning rates of a trainer follow their schedule, if they have one: to
   * be listened to}
   *
   * @param steps of the whole training, at least 1
   */
  public Optional<ScheduledRates> scheduledRates(long steps) {
    return schedules.rate().equals(Schedule.CONSTANT)
        ? Optional.empty()
        : Optional.of(new ScheduledRates(schedules.rate(), steps));
  }

  /**
   * Lets the learning rates and penalties of a trainer follow their schedules, if they have some.
   *
   * @param trainer of networks of this recipe
   * @param steps of the whole training, at least 1
   */
  public void schedule(GanTrainer trainer, long steps) {
    scheduledRates(steps).ifPresent(trainer::listen);
    if (!schedules.penalty().equals(Schedule.CONSTANT)) {
      trainer.listen(new Scheduled(schedules.penalty(), steps, trainer::weighPenalties));
    }
  }

  private Recipe withNumber(String name, double number) {
    return new Recipe(
        latentSize,
        NamedOptimiser.of(generatorOptimiser).with(name, number).updater(),
        NamedOptimiser.of(discriminatorOptimiser).with(name, number).updater(),
        schedules,
        settings,
        snapshots);
  }

  /**
   * {@return this recipe as JSON to read and to edit; the seed, which is a run's own, is not in it}
   *
   * @throws IllegalArgumentException if it has a part that has no name: an optimiser other than
   *     Adam, RMSProp, SGD and Nesterov's, a schedule other than Keras' decay, a loss that is none
   *     of {@link org.gan4j.loss.Losses}
   */
  public String toJson() {
    return RecipeJson.write(this);
  }

  /**
   * {@return the recipe that a text says}
   *
   * @param json as {@link #toJson} writes it
   * @throws IllegalArgumentException if a field is missing, unknown or of a wrong value; the
   *     message names it
   */
  public static Recipe parse(String json) {
    return RecipeJson.read(json);
  }
}
