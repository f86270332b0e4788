package org.gan4j.loss;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.gan4j.NativeArrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The losses of margins by which images of one kind score above the other kind: above the image
 * beside them, or above the mean. The discriminator wants the real ones above, the generator its
 * own.
 *
 * @param averages whether margins are to the mean of the others, and the loss half of the sum over
 *     both kinds
 * @param loss of one margin
 * @param slope the derivative of {@code loss}
 * @param meaning what is logged of a margin
 */
record Relativistic(
    boolean averages,
    DoubleUnaryOperator loss,
    DoubleUnaryOperator slope,
    DoubleUnaryOperator meaning)
    implements CoupledLoss {

  @Override
  public OfBoth discriminator(INDArray onReal, INDArray onFake) {
    double[] real = NativeArrays.values(onReal);
    double[] fake = NativeArrays.values(onFake);
    double value = rank(real, fake);
    return new OfBoth(value, like(onReal, real), like(onFake, fake));
  }

  @Override
  public ScoreLoss generator(INDArray onFake, INDArray onReal) {
    double[] fake = NativeArrays.values(onFake);
    double value = rank(fake, NativeArrays.values(onReal));
    return new ScoreLoss(value, like(onFake, fake));
  }

  private static INDArray like(INDArray scores, double[] values) {
    return Nd4j.create(values, scores.shape(), scores.dataType());
  }

  /** Returns the loss of scores that are to be above others, and writes gradients over both. */
  private double rank(double[] above, double[] below) {
    return averages ? byMeans(above, below) : byPairs(above, below);
  }

  private double byPairs(double[] above, double[] below) {
    checkPairs(above, below);
    double sum = 0;
    for (int i = 0; i < above.length; i++) {
      double margin = above[i] - below[i];
      sum += loss.applyAsDouble(margin);
      above[i] = slope.applyAsDouble(margin) / above.length;
      below[i] = -above[i];
    }
    return sum / above.length;
  }

  private double byMeans(double[] above, double[] below) {
    double meanAbove = mean(above);
    double meanBelow = mean(below);
    double sum = 0;
    double[] ofAbove = new double[above.length];
    for (int i = 0; i < above.length; i++) {
      sum += loss.applyAsDouble(above[i] - meanBelow) / above.length;
      ofAbove[i] = slope.applyAsDouble(above[i] - meanBelow);
    }
    double[] ofBelow = new double[below.length];
    for (int i = 0; i < below.length; i++) {
      sum += loss.applyAsDouble(meanAbove - below[i]) / below.length;
      ofBelow[i] = slope.applyAsDouble(meanAbove - below[i]);
    }
    // Each score has its own margin, and is a share of the mean in each margin of the others.
    gradient(above, ofAbove, mean(ofBelow), 0.5);
    gradient(below, ofBelow, mean(ofAbove), -0.5);
    return sum / 2;
  }

  private static void gradient(double[] gradient, double[] own, double ofOthers, double weight) {
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = weight * (own[i] + ofOthers) / gradient.length;
    }
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  private static void checkPairs(double[] some, double[] others) {
    checkArgument(
        some.length == others.length,
        "a loss of pairs needs as many generated as real images, not %s scores beside %s: use one of"
            + " averages, such as relativistic-average",
        some.length,
        others.length);
  }

  @Override
  public double judgement(double difference) {
    return meaning.applyAsDouble(difference);
  }

  @Override
  public double meanJudgement(INDArray scores, INDArray others) {
    double[] some = NativeArrays.values(scores);
    double[] beside = NativeArrays.values(others);
    if (averages) {
      double mean = mean(beside);
      beside = new double[some.length];
      Arrays.fill(beside, mean);
    }
    checkPairs(some, beside);
    double sum = 0;
    for (int i = 0; i < some.length; i++) {
      sum += judgement(some[i] - beside[i]);
    }
    return sum / some.length;
  }
}
