package org.gan4j.loss;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.OptionalDouble;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One-sided label smoothing. */
record SmoothedLoss(AdversarialLoss loss, double target) implements AdversarialLoss {
  SmoothedLoss {
    checkArgument(
        target > 0.5 && target <= 1,
        "a smoothed label of real images lies above 0.5 and up to 1, for example 0.9, not %s",
        target);
  }

  @Override
  public ScoreLoss real(INDArray scores) {
    try (ScoreLoss asReal = loss.real(scores);
        ScoreLoss asFake = loss.fake(scores)) {
      return asReal.plus(target, asFake, 1 - target);
    }
  }

  @Override
  public ScoreLoss fake(INDArray scores) {
    return loss.fake(scores);
  }

  @Override
  public ScoreLoss generator(INDArray scores) {
    return loss.generator(scores);
  }

  @Override
  public AdversarialLoss forRun(long seed) {
    return new SmoothedLoss(loss.forRun(seed), target);
  }

  @Override
  public OptionalDouble boundary() {
    return loss.boundary();
  }

  @Override
  public double judgement(double score) {
    return loss.judgement(score);
  }
}
