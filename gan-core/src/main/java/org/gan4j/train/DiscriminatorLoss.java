package org.gan4j.train;

import java.util.Arrays;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.ScoreLoss;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What one discriminator update saw.
 *
 * @param value the discriminator's loss, the mean of its loss on real and on generated images
 * @param onReal the mean judgement of the real images, see {@link AdversarialLoss#judgement}
 * @param onFake the mean judgement of the generated images
 */
public record DiscriminatorLoss(double value, double onReal, double onFake) {

  static DiscriminatorLoss of(
      AdversarialLoss loss,
      ScoreLoss onReal,
      INDArray realScores,
      ScoreLoss onFake,
      INDArray fakeScores) {
    return new DiscriminatorLoss(
        (onReal.value() + onFake.value()) / 2, mean(loss, realScores), mean(loss, fakeScores));
  }

  private static double mean(AdversarialLoss loss, INDArray scores) {
    double[] values = scores.reshape(scores.length()).toDoubleVector();
    return Arrays.stream(values).map(loss::judgement).sum() / values.length;
  }
}
