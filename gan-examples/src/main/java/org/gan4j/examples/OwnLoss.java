package org.gan4j.examples;

import org.gan4j.data.ImageSet;
import org.gan4j.data.digits.DrawnDigits;
import org.gan4j.game.GanTrainer;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.ScoreLoss;
import org.gan4j.models.GanModel;
import org.gan4j.models.MlpGan;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A loss of one's own: least squares with the targets -1, 1 and 0 (Mao et al. 2016, "Least Squares
 * Generative Adversarial Networks", arXiv:1611.04076, equation 8), which are not the library's.
 */
public final class OwnLoss implements AdversarialLoss {
  // region loss
  @Override
  public ScoreLoss real(INDArray scores) {
    return squares(scores, 1);
  }

  @Override
  public ScoreLoss fake(INDArray scores) {
    return squares(scores, -1);
  }

  @Override
  public ScoreLoss generator(INDArray scores) {
    return squares(scores, 0);
  }

  /** The loss of one score, and its derivative; the library takes means over the batch. */
  private static ScoreLoss squares(INDArray scores, double target) {
    return ScoreLoss.mean(scores, s -> (s - target) * (s - target) / 2, s -> s - target);
  }

  // endregion

  /**
   * Trains for 1,000 steps on digits that the library draws.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    System.out.println(run(DrawnDigits.of(10_000, 1), 1_000).steps() + " steps");
  }

  static GanTrainer run(ImageSet images, long steps) {
    GanModel model = MlpGan.model();
    GanTrainer trainer =
        new GanTrainer(
            model.generator(images.shape(), 1),
            model.discriminator(images.shape(), 1),
            model.settings().withLoss(new OwnLoss()));
    trainer.fit(images, steps);
    return trainer;
  }
}
