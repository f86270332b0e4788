package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GaussianStatisticsTest {
  @Test
  void meanAndUnbiasedCovarianceOfThreePoints() {
    GaussianStatistics statistics = GaussianStatistics.of(Points.of(2, 1, 2, 3, 8, 5, 5));
    assertThat(statistics.count()).isEqualTo(3);
    assertThat(statistics.mean()).containsExactly(new double[] {3, 5}, within(1e-15));
    // deviations (-2, -3), (0, 3), (2, 0)
    assertThat(statistics.covariance()[0]).containsExactly(new double[] {4, 3}, within(1e-15));
    assertThat(statistics.covariance()[1]).containsExactly(new double[] {3, 9}, within(1e-15));
  }

  @Test
  void batchesMergeToWhatAllPointsGiveAtOnce() {
    Points all = RandomPoints.normal(5000, 3, 7, 2, 1);
    GaussianStatistics merged = new GaussianStatistics(3);
    merged.add(slice(all, 0, 1));
    merged.merge(new GaussianStatistics(3));
    merged.add(slice(all, 1, 1200));
    merged.merge(GaussianStatistics.of(slice(all, 1200, 5000)));
    assertThat(merged.count()).isEqualTo(5000);
    for (int i = 0; i < 3; i++) {
      assertThat(merged.mean()[i]).isCloseTo(mean(all, i), within(1e-12));
      for (int j = 0; j < 3; j++) {
        assertThat(merged.covariance()[i][j]).isCloseTo(covariance(all, i, j), within(1e-11));
      }
    }
  }

  @Test
  void smallDeviationsSurviveALargeMean() {
    GaussianStatistics statistics = new GaussianStatistics(1);
    for (int i = 0; i < 1000; i++) {
      statistics.add(Points.of(1, 8_000_000 + i % 2 - 0.5f, 8_000_000 - i % 2 + 0.5f));
    }
    assertThat(statistics.mean()[0]).isCloseTo(8_000_000, within(1e-6));
    assertThat(statistics.covariance()[0][0]).isCloseTo(0.25 * 2000 / 1999, within(1e-9));
  }

  @Test
  void onePointHasNoCovariance() {
    assertThatIllegalStateException()
        .isThrownBy(() -> GaussianStatistics.of(Points.of(1, 7)).covariance())
        .withMessageContaining("two points at least, and 1 were seen");
  }

  @Test
  void otherDimensionsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GaussianStatistics(2).add(Points.of(3, 1, 2, 3)))
        .withMessageContaining("points of 3 dimensions cannot be added to points of 2");
    assertThatIllegalArgumentException().isThrownBy(() -> new GaussianStatistics(0));
  }

  private static Points slice(Points points, int from, int to) {
    double[] block = points.block(from, to - from);
    float[] values = new float[block.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) block[i];
    }
    return Points.of(points.dimensions(), values);
  }

  private static double mean(Points points, int dimension) {
    double sum = 0;
    for (int i = 0; i < points.size(); i++) {
      sum += points.get(i, dimension);
    }
    return sum / points.size();
  }

  private static double covariance(Points points, int a, int b) {
    double meanA = mean(points, a);
    double meanB = mean(points, b);
    double sum = 0;
    for (int i = 0; i < points.size(); i++) {
      sum += (points.get(i, a) - meanA) * (points.get(i, b) - meanB);
    }
    return sum / (points.size() - 1);
  }
}
