package org.gan4j.train;

import org.gan4j.Discriminator;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.ScoreLoss;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the discriminator made of images of one kind: its loss and its mean judgement. */
record Verdict(double loss, double judgement) {

  static Verdict of(AdversarialLoss loss, INDArray scores, ScoreLoss onImages) {
    return new Verdict(onImages.value(), loss.meanJudgement(scores));
  }

  /** Passes real images forward and backward; the gradients wait for the update. */
  static Verdict onReal(Discriminator discriminator, AdversarialLoss loss, INDArray real) {
    try (INDArray scores = discriminator.forward(real);
        ScoreLoss onReal = loss.real(scores)) {
      discriminator.accumulate(onReal.gradient());
      return of(loss, scores, onReal);
    }
  }

  /** Passes generated images forward and backward; the gradients wait for the update. */
  static Verdict onFake(Discriminator discriminator, AdversarialLoss loss, INDArray fake) {
    try (INDArray scores = discriminator.forward(fake);
        ScoreLoss onFake = loss.fake(scores)) {
      discriminator.accumulate(onFake.gradient());
      return of(loss, scores, onFake);
    }
  }
}
