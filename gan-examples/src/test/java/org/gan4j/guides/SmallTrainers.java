package org.gan4j.guides;

import org.gan4j.data.LabelledImages;
import org.gan4j.data.digits.DrawnDigits;
import org.gan4j.game.GanTrainer;
import org.gan4j.models.GanModel;
import org.gan4j.models.MlpGan;

/** What the pages' Java takes for granted: a trainer, images. */
final class SmallTrainers {
  static final LabelledImages DIGITS = DrawnDigits.of(100, 1);

  private SmallTrainers() {}

  /** Returns a trainer for these digits, in batches of 8. */
  static GanTrainer trainer() {
    GanModel model = MlpGan.quickdrawModel();
    return new GanTrainer(
        model.generator(DIGITS.shape(), 1),
        model.discriminator(DIGITS.shape(), 1),
        model.settings().withBatchSize(8));
  }
}
