package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

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

  @Test
  void deviationIsAboveZero() {
    assertThatIllegalArgumentException().isThrownBy(() -> ModeCoverage.of(modes, modes, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModeCoverage.of(modes, modes, Double.NaN));
  }
}
