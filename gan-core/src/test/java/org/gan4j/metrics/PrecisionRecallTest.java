package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PrecisionRecallTest {
  // Balls up to the nearest other: [-1, 1], [0, 2], [8, 12] and [10, 14].
  private final Points real = Points.of(1, 0, 1, 10, 12);

  @Test
  void onALineByHand() {
    // In real balls: 2, which touches one, and 13. The generated balls are [1, 3], [2, 4], [3, 7]
    // and
    // [5, 21]; in them are 1, which touches one, 10 and 12.
    Points generated = Points.of(1, 2, 3, 5, 13);
    assertThat(PrecisionRecall.of(real, generated, 1)).isEqualTo(new PrecisionRecall(0.5, 0.75));
  }

  @Test
  void densityAndCoverageOnALineByHand() {
    // 0.5 is in two balls, 2 in one, 11 in two, 50 in none: 5 of 4 images; all four balls are hit
    assertThat(DensityCoverage.of(real, Points.of(1, 0.5f, 2, 11, 50), 1))
        .isEqualTo(new DensityCoverage(5 / 4.0, 1));
    assertThat(DensityCoverage.of(real, Points.of(1, 1.5f, 50), 1))
        .isEqualTo(new DensityCoverage(1 / 2.0, 1 / 4.0));
  }

  @Test
  void secondNeighbourMakesLargerBalls() {
    // radii 10, 9, 9, 11: 20 is in the ball around 12 alone, 0.5 in those of 0 and 1
    assertThat(DensityCoverage.of(real, Points.of(1, 20, 0.5f), 2))
        .isEqualTo(new DensityCoverage(3 / 2.0 / 2, 3 / 4.0));
  }

  @Test
  void pointsOfOnePlaceAreNeighboursAtDistanceZero() {
    Points twins = Points.of(1, 3, 3, 8, 8);
    assertThat(PrecisionRecall.of(twins, Points.of(1, 3, 4, 8, 8), 1).precision()).isEqualTo(0.75);
  }

  @Test
  void sameImagesAreWithinEachOther() {
    Points points = RandomPoints.normal(500, 8, 1, 1, 1);
    assertThat(PrecisionRecall.of(points, points, 3)).isEqualTo(new PrecisionRecall(1, 1));
    assertThat(DensityCoverage.of(points, points, 5).coverage()).isEqualTo(1);
  }

  @Test
  void collapseKeepsPrecisionAndLosesRecallAndCoverage() {
    Points many = RandomPoints.normal(500, 2, 0, 1, 1);
    Points collapsed = RandomPoints.normal(500, 2, 0, 0.01, 2);
    assertThat(PrecisionRecall.of(many, collapsed, 3).precision()).isBetween(0.9, 1.0);
    assertThat(PrecisionRecall.of(many, collapsed, 3).recall()).isBetween(0.0, 0.1);
    assertThat(DensityCoverage.of(many, collapsed, 5).coverage()).isBetween(0.0, 0.1);
  }

  @Test
  void severalBlocksGiveWhatPlainLoopsGive() {
    Points some = RandomPoints.normal(1100, 3, 0, 1, 1);
    Points others = RandomPoints.normal(1300, 3, 0.7, 1.2, 2);
    assertThat(PrecisionRecall.of(some, others, 3).precision())
        .isCloseTo(shareInside(some, others, 3), within(1e-12));
    assertThat(PrecisionRecall.of(some, others, 3).recall())
        .isCloseTo(shareInside(others, some, 3), within(1e-12));
  }

  @Test
  void neighboursBeyondTheLastAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrecisionRecall.of(real, real, 4))
        .withMessageContaining("each of 4 points has 3 others: take more images");
    assertThatIllegalArgumentException().isThrownBy(() -> DensityCoverage.of(real, real, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DensityCoverage.of(real, Points.of(2, 1, 1), 1));
    assertThat(PrecisionRecall.of(real, real, 3).precision()).isEqualTo(1);
  }

  private static double shareInside(Points centres, Points candidates, int k) {
    double[] radii = new double[centres.size()];
    for (int i = 0; i < radii.length; i++) {
      double[] distances = new double[centres.size()];
      for (int j = 0; j < distances.length; j++) {
        distances[j] = RandomPoints.distance(centres, i, centres, j);
      }
      Arrays.sort(distances);
      radii[i] = distances[k]; // the 0th is the point itself
    }
    int inside = 0;
    for (int j = 0; j < candidates.size(); j++) {
      boolean found = false;
      for (int i = 0; i < radii.length; i++) {
        found |= RandomPoints.distance(centres, i, candidates, j) <= radii[i];
      }
      inside += found ? 1 : 0;
    }
    return (double) inside / candidates.size();
  }
}
