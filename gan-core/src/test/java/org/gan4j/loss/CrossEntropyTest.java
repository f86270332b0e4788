package org.gan4j.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.gan4j.NativeArrays;
import org.gan4j.OneHot;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CrossEntropyTest {

  /** Probabilities are (1/4, 3/4) and (1/2, 1/2). */
  @Test
  void valueAndGradientAreMeansOverTheBatch() {
    INDArray logits = Nd4j.createFromArray(new double[][] {{0, Math.log(3)}, {5, 5}});
    try (ScoreLoss loss = CrossEntropy.of(logits, OneHot.of(new int[] {0, 1}, 2))) {
      assertThat(loss.value()).isCloseTo((Math.log(4) + Math.log(2)) / 2, within(1e-12));
      assertThat(NativeArrays.values(loss.gradient()))
          .containsExactly(new double[] {-0.375, 0.375, 0.25, -0.25}, within(1e-12));
    }
  }

  /** Also where what is wanted is no single class, and does not sum to 1. */
  @Test
  void gradientIsThatOfFiniteDifferences() {
    double[] logits = {0.3, -1.2, 2, 0.7, 0.1, -0.4};
    INDArray wanted = Nd4j.createFromArray(new double[][] {{0, 0, 1}, {0.5, 0.75, 0}});
    double[] gradient = NativeArrays.values(loss(logits, wanted).gradient());
    double step = 1e-5;
    for (int i = 0; i < logits.length; i++) {
      double[] more = logits.clone();
      double[] less = logits.clone();
      more[i] += step;
      less[i] -= step;
      double slope = (loss(more, wanted).value() - loss(less, wanted).value()) / (2 * step);
      assertThat(gradient[i]).isCloseTo(slope, within(1e-9));
    }
  }

  private static ScoreLoss loss(double[] logits, INDArray wanted) {
    return CrossEntropy.of(Nd4j.createFromArray(logits).reshape(wanted.shape()), wanted);
  }

  @Test
  void logitsWhoseExponentialsAreInfiniteHaveALoss() {
    ScoreLoss loss = loss(new double[] {1000, -1000, 0}, OneHot.of(new int[] {1}, 3));
    assertThat(loss.value()).isEqualTo(2000);
    assertThat(NativeArrays.values(loss.gradient())).containsExactly(1, -1, 0);
  }

  @Test
  void eachRowNeedsAWantedOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossEntropy.of(Nd4j.zeros(2, 3), OneHot.of(new int[] {1}, 3)))
        .withMessageContaining("[2, 3] and [1, 3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossEntropy.of(Nd4j.zeros(2, 3, 1), Nd4j.zeros(2, 3, 1)))
        .withMessageContaining("these are [2, 3, 1] and [2, 3, 1]");
  }
}
