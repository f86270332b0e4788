package org.gan4j.models;

import org.gan4j.train.GanSettings;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * How networks are trained. A value: each method makes a changed copy.
 *
 * @param latentSize values in one latent vector, at least 1
 * @param generatorOptimiser what updates the generator; every network gets a copy
 * @param discriminatorOptimiser what updates the discriminator; every network gets a copy
 * @param settings of the game
 */
public record Recipe(
    int latentSize,
    IUpdater generatorOptimiser,
    IUpdater discriminatorOptimiser,
    GanSettings settings) {

  /**
   * Checks the latent size.
   *
   * @param latentSize at least 1
   * @param generatorOptimiser of the generator
   * @param discriminatorOptimiser of the discriminator
   * @param settings of the game
   * @throws IllegalArgumentException if it is below 1
   */
  public Recipe {
    Sizes.checkLatents(latentSize);
  }

  /** Returns a recipe whose two networks are updated in the same way. */
  static Recipe of(int latentSize, IUpdater optimiser, GanSettings settings) {
    return new Recipe(latentSize, optimiser, optimiser, settings);
  }

  /**
   * {@return this recipe with latent vectors of another size}
   *
   * @param size at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  public Recipe withLatentSize(int size) {
    return new Recipe(size, generatorOptimiser, discriminatorOptimiser, settings);
  }

  /**
   * {@return this recipe with another optimiser for both networks, which do not share its state}
   *
   * @param optimiser any of Deeplearning4j's
   */
  public Recipe withOptimiser(IUpdater optimiser) {
    return new Recipe(latentSize, optimiser, optimiser, settings);
  }

  /**
   * {@return this recipe with other rules of the game}
   *
   * @param changed for example {@code settings().toBuilder().batchSize(64).build()}
   */
  public Recipe withSettings(GanSettings changed) {
    return new Recipe(latentSize, generatorOptimiser, discriminatorOptimiser, changed);
  }
}
