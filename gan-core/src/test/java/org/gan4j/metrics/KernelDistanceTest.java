package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KernelDistanceTest {
  @Test
  void twoPointsAgainstTwoByHand() {
    // k(0, 1) = 1; k(2, 3) = 343; k(0, 2) = k(0, 3) = 1; k(1, 2) = 27; k(1, 3) = 64
    double expected = 1 + 343 - 2 * (1 + 1 + 27 + 64) / 4.0;
    assertThat(KernelDistance.unbiased(Points.of(1, 0, 1), Points.of(1, 2, 3)))
        .isCloseTo(expected, within(1e-12));
  }

  @Test
  void twoPointsOfAPlaneAgainstThreeByHand() {
    // x = (1, 0), (0, 2); y = (2, 0), (0, 0), (2, 2); the kernel is (x·y / 2 + 1)^3
    double within = 1 + (1 + 27 + 1) / 3.0;
    double between = (8 + 1 + 8 + 1 + 1 + 27) / 6.0;
    Points two = Points.of(2, 1, 0, 0, 2);
    Points three = Points.of(2, 2, 0, 0, 0, 2, 2);
    assertThat(KernelDistance.unbiased(two, three)).isCloseTo(within - 2 * between, within(1e-12));
    assertThat(KernelDistance.unbiased(three, two)).isCloseTo(within - 2 * between, within(1e-12));
  }

  @Test
  void subsetOfAllPointsIsAllPoints() {
    Points some = RandomPoints.normal(30, 4, 0, 1, 1);
    Points others = RandomPoints.normal(30, 4, 1, 1, 2);
    KernelDistance distance = KernelDistance.between(some, others, 5, 30, 3);
    assertThat(distance.value()).isCloseTo(KernelDistance.unbiased(some, others), within(1e-12));
    assertThat(distance.standardError()).isCloseTo(0, within(1e-12));
  }

  @Test
  void drawsOfOneDistributionAreAtNoDistanceOnAverage() {
    double[] distances = new double[2000];
    for (int i = 0; i < distances.length; i++) {
      Points some = RandomPoints.normal(5, 3, 0.5, 1, i);
      Points others = RandomPoints.normal(8, 3, 0.5, 1, -1 - i);
      distances[i] = KernelDistance.unbiased(some, others);
    }
    Spread spread = Spread.of(distances);
    double standardError = spread.standardDeviation() / Math.sqrt(distances.length);
    assertThat(spread.mean()).isCloseTo(0, within(3 * standardError));
    assertThat(Arrays.stream(distances).boxed()).anyMatch(d -> d < 0).anyMatch(d -> d > 0);
  }

  @Test
  void differentMeansAreAtTheDistanceOfTheirMoments() {
    // In one dimension the kernel is 1 + 3xy + 3x²y² + x³y³: it compares the first three moments,
    // which are 0, 1, 0 of N(0, 1) and 1, 2, 4 of N(1, 1).
    Points some = RandomPoints.normal(20_000, 1, 0, 1, 1);
    Points others = RandomPoints.normal(20_000, 1, 1, 1, 2);
    KernelDistance distance = KernelDistance.between(some, others, 20, 1000, 7);
    double expected = 3 * 1 + 3 * 1 + 4 * 4;
    assertThat(distance.value()).isCloseTo(expected, within(4 * distance.standardError()));
    assertThat(distance.standardError()).isBetween(0.1, 2.0);
  }

  @Test
  void seedChoosesTheSubsets() {
    Points some = RandomPoints.normal(100, 2, 0, 1, 1);
    Points others = RandomPoints.normal(100, 2, 0, 1, 2);
    assertThat(KernelDistance.between(some, others, 3, 10, 7))
        .isEqualTo(KernelDistance.between(some, others, 3, 10, 7))
        .isNotEqualTo(KernelDistance.between(some, others, 3, 10, 8));
  }

  @Test
  void subsetsHaveTwoPointsToAllOfTheSmallerSet() {
    Points two = Points.of(1, 0, 1);
    Points three = Points.of(1, 0, 1, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KernelDistance.between(two, three, 1, 3, 0))
        .withMessageContaining("all of the smaller set, 2, not 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KernelDistance.between(Points.of(1, 0), three, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KernelDistance.between(two, three, 0, 2, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KernelDistance.unbiased(Points.of(1, 0), three));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KernelDistance.unbiased(Points.of(2, 0, 1), three));
  }
}
