package org.gan4j.examples;

import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.loss.Losses;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.BooleanIndexing;
import org.nd4j.linalg.indexing.conditions.Conditions;

/**
 * The Wasserstein GAN with clipped weights (Arjovsky et al. 2017, arXiv:1701.07875): a game of
 * one's own is a subclass. BatchNorm's running statistics are no weights, and are not clipped.
 */
// region wasserstein
public class WassersteinTrainer extends GanTrainer {
  /**
   * Creates a trainer.
   *
   * @param generator the player that makes images
   * @param critic the player that judges them
   * @param settings whose loss and number of discriminator updates are overruled
   */
  public WassersteinTrainer(Generator generator, Discriminator critic, GanSettings settings) {
    super(generator, critic, settings.withLoss(Losses.wasserstein()).withDiscriminatorSteps(5));
  }

  @Override
  protected void discriminatorUpdated() {
    for (INDArray weights : discriminator().weights().trained()) {
      BooleanIndexing.replaceWhere(weights, 0.01, Conditions.greaterThan(0.01));
      BooleanIndexing.replaceWhere(weights, -0.01, Conditions.lessThan(-0.01));
    }
  }
}
// endregion
