package org.gan4j.guides;

import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.train.DiscriminatorLoss;
import org.gan4j.train.GanSettings;
import org.gan4j.train.GanTrainer;
import org.gan4j.train.StepResult;

// region trainer
/** Trains the discriminator until it has seen through the generator, up to five times a step. */
public class EagerTrainer extends GanTrainer {
  public EagerTrainer(Generator generator, Discriminator discriminator, GanSettings settings) {
    super(generator, discriminator, settings);
  }

  @Override
  protected StepResult step() {
    DiscriminatorLoss onImages = updateDiscriminator(nextReal());
    for (int i = 1; i < 5 && onImages.onFake() > 0.5; i++) {
      onImages = updateDiscriminator(nextReal());
    }
    return result(onImages, updateGenerator(settings().batchSize()));
  }
}
// endregion
