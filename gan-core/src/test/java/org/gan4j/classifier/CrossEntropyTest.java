package org.gan4j.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.ImmutableIntArray;
import org.gan4j.NativeArrays;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CrossEntropyTest {

  /** Probabilities are (1/4, 3/4) and (1/2, 1/2). */
  @Test
  void valueAndGradientAreMeansOverTheBatch() {
    INDArray logits = Nd4j.createFromArray(new double[][] {{0, Math.log(3)}, {5, 5}});
    try (CrossEntropy loss = CrossEntropy.of(logits, ImmutableIntArray.of(0, 1))) {
      assertThat(loss.value()).isCloseTo((Math.log(4) + Math.log(2)) / 2, within(1e-12));
      assertThat(NativeArrays.values(loss.gradient()))
          .containsExactly(new double[] {-0.375, 0.375, 0.25, -0.25}, within(1e-7));
    }
  }

  @Test
  void gradientIsThatOfFiniteDifferences() {
    double[] logits = {0.3, -1.2, 2, 0.7, 0.1, -0.4};
    ImmutableIntArray labels = ImmutableIntArray.of(2, 0);
    double[] gradient = NativeArrays.values(loss(logits, labels).gradient());
    double step = 1e-5;
    for (int i = 0; i < logits.length; i++) {
      double[] more = logits.clone();
      double[] less = logits.clone();
      more[i] += step;
      less[i] -= step;
      double slope = (loss(more, labels).value() - loss(less, labels).value()) / (2 * step);
      assertThat(gradient[i]).isCloseTo(slope, within(1e-7));
    }
  }

  private static CrossEntropy loss(double[] logits, ImmutableIntArray labels) {
    return CrossEntropy.of(Nd4j.createFromArray(logits).reshape(labels.length(), 3), labels);
  }

  @Test
  void logitsWhoseExponentialsAreInfiniteHaveALoss() {
    CrossEntropy loss = loss(new double[] {1000, -1000, 0}, ImmutableIntArray.of(1));
    assertThat(loss.value()).isEqualTo(2000);
    assertThat(NativeArrays.values(loss.gradient())).containsExactly(1, -1, 0);
  }

  @Test
  void eachImageNeedsALabel() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossEntropy.of(Nd4j.zeros(2, 3), ImmutableIntArray.of(1)))
        .withMessage("2 images have 1 labels: give one for each");
  }
}
