package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.gan4j.ValueRange;
import org.gan4j.data.GaussianMixture;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class ModeCoverageTest {
  private final Points modes = Points.of(2, 0, 0, 10, 0, 0, 10);

  @Test
  void samplesWithinThreeDeviationsCountForTheNearestMode() {
    Points samples = Points.of(2, 0.5f, 0, 0, -1.5f, 10, 1, 0, 12, 5, 5);
    ModeCoverage coverage = ModeCoverage.of(samples, modes, 0.5);
    assertThat(coverage.counts().toArray()).containsExactly(2, 1, 0);
    assertThat(coverage.highQuality()).isCloseTo(3 / 5.0, within(1e-15));
    assertThat(coverage.covered()).isEqualTo(2);
    assertThat(coverage.covered(2)).isEqualTo(1);
  }

  @Test
  void nearlyAllSamplesOfAModeAreOfHighQuality() {
    Points samples = RandomPoints.normal(20_000, 2, 0, 0.5, 1);
    // in two dimensions the distance is Rayleigh distributed
    assertThat(ModeCoverage.of(samples, modes, 0.5).highQuality())
        .isCloseTo(1 - Math.exp(-4.5), within(0.003));
  }

  /** A Rayleigh distribution again; the standard error is 0.0007. */
  @Test
  void pointsOfAMixtureCoverItEvenly() {
    GaussianMixture grid = GaussianMixture.grid(5);
    try (INDArray points = grid.points(1).next(20_000, ValueRange.UNBOUNDED)) {
      ModeCoverage coverage = ModeCoverage.of(Points.of(points), grid);
      assertThat(coverage.highQuality()).isCloseTo(1 - Math.exp(-4.5), within(0.003));
      assertThat(coverage.covered(650)).isEqualTo(25);
      assertThat(coverage.covered(950)).isZero();
    }
  }

  @Test
  void deviationIsAboveZero() {
    assertThatIllegalArgumentException().isThrownBy(() -> ModeCoverage.of(modes, modes, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModeCoverage.of(modes, modes, Double.NaN));
  }
}
