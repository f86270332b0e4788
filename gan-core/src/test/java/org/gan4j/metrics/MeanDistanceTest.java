package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeanDistanceTest {
  @Test
  void threePointsOfATriangle() {
    assertThat(MeanDistance.of(Points.of(2, 0, 0, 3, 0, 0, 4)))
        .isCloseTo((3 + 4 + 5) / 3.0, within(1e-14));
  }

  @Test
  void pointsOfOnePlaceHaveNone() {
    assertThat(MeanDistance.of(Points.of(1, 7, 7, 7))).isZero();
  }

  @Test
  void normalPointsOfOneDimensionAreTwoRootsOfPiApart() {
    assertThat(MeanDistance.of(RandomPoints.normal(3000, 1, 2, 1, 1)))
        .isCloseTo(2 / Math.sqrt(Math.PI), within(0.03));
  }

  @Test
  void onePointHasNoOther() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MeanDistance.of(Points.of(1, 7)))
        .withMessageContaining("two points at least, not 1");
  }
}
