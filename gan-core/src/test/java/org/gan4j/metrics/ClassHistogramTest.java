package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassHistogramTest {
  private final ClassHistogram histogram = new ClassHistogram(4);

  @Test
  void classesThatOccurAreCovered() {
    histogram.add(3, 0, 3);
    assertThat(histogram.counts()).containsExactly(1, 0, 0, 2);
    assertThat(histogram.covered()).isEqualTo(2);
    assertThat(histogram.total()).isEqualTo(3);
  }

  @Test
  void divergenceFromUniformIsBetweenZeroAndTheLogarithmOfTheClasses() {
    histogram.add(0, 0);
    assertThat(histogram.divergenceFromUniform()).isCloseTo(Math.log(4), within(1e-12));
    histogram.add(1, 1, 2, 2, 3, 3);
    assertThat(histogram.divergenceFromUniform()).isCloseTo(0, within(1e-12));
  }

  @Test
  void divergenceByHand() {
    histogram.add(0, 0, 0, 1);
    ClassHistogram real = new ClassHistogram(4);
    real.add(0, 1, 2, 2);
    double expected = 0.75 * Math.log(0.75 / 0.25) + 0.25 * Math.log(1);
    assertThat(histogram.divergenceFrom(real)).isCloseTo(expected, within(1e-12));
    assertThat(real.divergenceFrom(histogram)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void whereRealImagesMissAClassHalfAnImageIsAddedToEach() {
    histogram.add(0, 0, 0, 1);
    ClassHistogram real = new ClassHistogram(4);
    real.add(1, 1, 2, 3);
    double expected = 0.75 * Math.log(0.75 / (0.5 / 6)) + 0.25 * Math.log(0.25 / (2.5 / 6));
    assertThat(histogram.divergenceFromEstimated(real)).isCloseTo(expected, within(1e-12));

    real.add(0);
    assertThat(histogram.divergenceFromEstimated(real))
        .as("none is missing")
        .isCloseTo(histogram.divergenceFrom(real), within(1e-12));
  }

  @Test
  void thousandClassesOfThreeDigits() {
    ClassHistogram stacked = new ClassHistogram(1000);
    stacked.add(IntStream.range(0, 500).toArray());
    assertThat(stacked.covered()).isEqualTo(500);
    assertThat(stacked.divergenceFromUniform()).isCloseTo(Math.log(2), within(1e-12));
  }

  @Test
  void whatIsNoClassIsRefused() {
    assertThatThrownBy(() -> histogram.add(4)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> histogram.add(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatIllegalStateException().isThrownBy(histogram::divergenceFromUniform);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> histogram.divergenceFrom(new ClassHistogram(5)));
    assertThatIllegalArgumentException().isThrownBy(() -> new ClassHistogram(0));
  }
}
