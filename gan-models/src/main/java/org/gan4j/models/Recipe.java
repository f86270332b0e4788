package org.gan4j.models;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;
import org.gan4j.data.Batching;
import org.gan4j.game.GanSettings;
import org.gan4j.train.FallingRate;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * How networks are trained. A value: each method makes a changed copy.
 *
 * @param latentSize values in one latent vector, at least 1
 * @param generatorOptimiser what updates the generator; every network gets a copy
 * @param discriminatorOptimiser what updates the discriminator; every network gets a copy
 * @param rateFallsFrom the share of a run's steps after which both learning rates fall in a
 *     straight line to 0, which they come to at the run's end; 1 if they do not fall
 * @param settings of the game
 * @param snapshots what a run leaves behind on its way
 */
public record Recipe(
    int latentSize,
    IUpdater generatorOptimiser,
    IUpdater discriminatorOptimiser,
    double rateFallsFrom,
    GanSettings settings,
    Snapshots snapshots) {
  private static final double NEVER = 1;

  /**
   * Checks the numbers.
   *
   * @param latentSize at least 1
   * @param generatorOptimiser of the generator
   * @param discriminatorOptimiser of the discriminator
   * @param rateFallsFrom from 0 to 1
   * @param settings of the game
   * @param snapshots of a run
   * @throws IllegalArgumentException if a number is out of its range, or a learning rate that is to
   *     fall changes by itself
   */
  public Recipe {
    Sizes.checkLatents(latentSize);
    Limit.SHARE.check("rateFallsFrom", rateFallsFrom);
    checkArgument(
        rateFallsFrom == NEVER
            || (isConstant(generatorOptimiser) && isConstant(discriminatorOptimiser)),
        "a learning rate cannot both decay and fall: use a decay of 0, or a rateFallsFrom of 1, which"
            + " is never");
  }

  private static boolean isConstant(IUpdater optimiser) {
    return Double.compare(optimiser.getLearningRate(0, 0), optimiser.getLearningRate(1, 1)) == 0;
  }

  /**
   * Makes a recipe whose learning rates do not fall.
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
    this(latentSize, generatorOptimiser, discriminatorOptimiser, NEVER, settings, snapshots);
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
        size, generatorOptimiser, discriminatorOptimiser, rateFallsFrom, settings, snapshots);
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
    return new Recipe(latentSize, generator, discriminator, rateFallsFrom, settings, snapshots);
  }

  /**
   * {@return this recipe with other rules of the game}
   *
   * @param changed for example {@code settings().withBatchSize(64)}
   */
  public Recipe withSettings(GanSettings changed) {
    return new Recipe(
        latentSize, generatorOptimiser, discriminatorOptimiser, rateFallsFrom, changed, snapshots);
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
        latentSize, generatorOptimiser, discriminatorOptimiser, rateFallsFrom, settings, changed);
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
   * {@return this recipe with learning rates that fall to 0 at the end of a run}
   *
   * @param share of the run's steps, from 0 to 1, after which they begin to; 1 for never
   * @throws IllegalArgumentException if it is not, or one has Keras' decay
   */
  public Recipe withRateFallsFrom(double share) {
    return new Recipe(
        latentSize, generatorOptimiser, discriminatorOptimiser, share, settings, snapshots);
  }

  /**
   * {@return what lets the learning rates of a trainer fall as this recipe says, if it does: to be
   * listened to, {@code recipe.fallingRate(5000).ifPresent(trainer::listen)}}
   *
   * @param steps of the whole training, at least 1
   */
  public Optional<FallingRate> fallingRate(long steps) {
    return rateFallsFrom == NEVER
        ? Optional.empty()
        : Optional.of(FallingRate.from(rateFallsFrom, steps));
  }

  private Recipe withNumber(String name, double number) {
    return new Recipe(
        latentSize,
        NamedOptimiser.of(generatorOptimiser).with(name, number).updater(),
        NamedOptimiser.of(discriminatorOptimiser).with(name, number).updater(),
        rateFallsFrom,
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
