package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PairMeasuresTest {
  /** Sets of different sizes and places, so that no two of the measures can be confused. */
  private final Points real = RandomPoints.normal(300, 4, 0, 1, 1);

  private final Points generated = RandomPoints.normal(200, 4, 0.7, 0.8, 2);
  private final PairMeasures pairs = new PairMeasures(real, generated);

  @Test
  void precisionAndRecallAreThoseOfTheMeasureAlone() {
    assertThat(pairs.precisionRecall()).isEqualTo(PrecisionRecall.of(real, generated, 3));
    assertThat(pairs.precisionRecall().precision()).isBetween(0.1, 0.99);
    assertThat(pairs.precisionRecall().recall()).isBetween(0.1, 0.99);
  }

  @Test
  void densityAndCoverageAreThoseOfTheMeasureAlone() {
    assertThat(pairs.densityCoverage()).isEqualTo(DensityCoverage.of(real, generated, 5));
    assertThat(pairs.densityCoverage().coverage()).isBetween(0.1, 0.99);
  }

  @Test
  void theMeanDistanceIsThatOfTheGeneratedPoints() {
    assertThat(pairs.meanDistance()).isCloseTo(MeanDistance.of(generated), within(1e-12));
    assertThat(pairs.meanDistance()).isNotCloseTo(MeanDistance.of(real), within(0.1));
  }
}
