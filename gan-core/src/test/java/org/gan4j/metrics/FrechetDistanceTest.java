package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FrechetDistanceTest {
  private static final double[] ORIGIN = {0, 0};

  @Test
  void ofOneDimensionItIsTheDifferenceOfMeansAndOfDeviationsSquared() {
    assertThat(distance(new double[] {1}, matrix(1, 4), new double[] {4}, matrix(1, 25)))
        .isCloseTo(3 * 3 + (5 - 2) * (5 - 2), within(1e-12));
  }

  @Test
  void covariancesThatCommuteCompareByTheirDeviations() {
    // both have the axes (1, 1) and (1, -1): variances 9 and 1 against 4 and 16
    double[][] some = matrix(2, 5, 4, 4, 5);
    double[][] others = matrix(2, 10, -6, -6, 10);
    assertThat(distance(ORIGIN, some, new double[] {0, 2}, others))
        .isCloseTo(4 + (3 - 2) * (3 - 2) + (1 - 4) * (1 - 4), within(1e-12));
  }

  @Test
  void covariancesThatDoNotCommute() {
    // of 2 x 2: Tr (AB)^(1/2) = sqrt(Tr(AB) + 2 sqrt(det A det B))
    double[][] some = matrix(2, 2, 1, 1, 3);
    double[][] others = matrix(2, 7, -2, -2, 1);
    double product = 2 * 7 + 2 * 1 * -2 + 3 * 1;
    double root = Math.sqrt(product + 2 * Math.sqrt(5 * 3));
    assertThat(distance(ORIGIN, some, ORIGIN, others))
        .isCloseTo(2 + 3 + 7 + 1 - 2 * root, within(1e-12));
  }

  @Test
  void linesThatCrossShareWhatTheCosineOfTheirAngleSays() {
    // rank 1: variance 4 along (1, 0), and 25 along (0.6, 0.8)
    double[][] some = matrix(2, 4, 0, 0, 0);
    double[][] others = matrix(2, 9, 12, 12, 16);
    double expected = 4 + 25 - 2 * 2 * 5 * 0.6;
    assertThat(distance(ORIGIN, some, ORIGIN, others)).isCloseTo(expected, within(1e-12));
    assertThat(distance(ORIGIN, others, ORIGIN, some)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void pointMassesDifferByTheirMeansAlone() {
    double[][] none = new double[2][2];
    assertThat(distance(ORIGIN, none, new double[] {3, 4}, none)).isCloseTo(25, within(1e-12));
    assertThat(distance(ORIGIN, none, ORIGIN, matrix(2, 5, 1, 1, 7))).isCloseTo(12, within(1e-12));
    assertThat(distance(ORIGIN, matrix(2, 5, 1, 1, 7), ORIGIN, none)).isCloseTo(12, within(1e-12));
  }

  @Test
  void fewPointsOfManyDimensionsAreAtNoDistanceFromThemselves() {
    GaussianStatistics few = GaussianStatistics.of(RandomPoints.normal(20, 100, 3, 2, 1));
    assertThat(FrechetDistance.between(few, few)).isCloseTo(0, within(1e-9));
  }

  @Test
  void sizeOfTheNumbersDoesNotMatter() {
    for (double scale : new double[] {1e-18, 1e-6, 1e12}) {
      double[][] some = matrix(2, 5 * scale, 4 * scale, 4 * scale, 5 * scale);
      double[][] others = matrix(2, 10 * scale, -6 * scale, -6 * scale, 10 * scale);
      assertThat(distance(ORIGIN, some, ORIGIN, others) / scale).isCloseTo(10, within(1e-10));
    }
  }

  @Test
  void randomRotationOfKnownDeviationsInManyDimensions() {
    int d = 64;
    double[][] axes = reflection(d, 5);
    double[] some = new double[d];
    double[] others = new double[d];
    double expected = 0;
    for (int i = 0; i < d; i++) {
      some[i] = i % 3 == 0 ? 0 : i; // a third of the directions is flat
      others[i] = i % 5 == 0 ? 0 : d - i;
      expected += (some[i] - others[i]) * (some[i] - others[i]);
    }
    double[] mean = new double[d];
    assertThat(distance(mean, covariance(axes, some), mean, covariance(axes, others)))
        .isCloseTo(expected, within(1e-6));
  }

  @Test
  void samplesOfKnownDistributionsComeCloseToTheirDistance() {
    GaussianStatistics some = GaussianStatistics.of(RandomPoints.normal(50_000, 4, 0, 1, 1));
    GaussianStatistics others = GaussianStatistics.of(RandomPoints.normal(50_000, 4, 1, 3, 2));
    assertThat(FrechetDistance.between(some, others)).isCloseTo(4 * (1 + 4), within(0.3));
  }

  @Test
  void otherDimensionsAndSinglePointsAreRefused() {
    GaussianStatistics two = new GaussianStatistics(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FrechetDistance.between(two, new GaussianStatistics(3)))
        .withMessageContaining("statistics of 2 dimensions cannot be compared with those of 3");
    assertThatIllegalStateException().isThrownBy(() -> FrechetDistance.between(two, two));
  }

  private static double distance(double[] mean1, double[][] c1, double[] mean2, double[][] c2) {
    return FrechetDistance.between(mean1, c1, mean2, c2);
  }

  private static double[][] matrix(int size, double... values) {
    double[][] matrix = new double[size][size];
    for (int i = 0; i < values.length; i++) {
      matrix[i / size][i % size] = values[i];
    }
    return matrix;
  }

  /** {@return a Householder matrix, whose rows are orthonormal} */
  private static double[][] reflection(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] normal = random.doubles(size, -1, 1).toArray();
    double squared = 0;
    for (double value : normal) {
      squared += value * value;
    }
    double[][] reflection = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        reflection[i][j] = (i == j ? 1 : 0) - 2 * normal[i] * normal[j] / squared;
      }
    }
    return reflection;
  }

  private static double[][] covariance(double[][] axes, double[] deviations) {
    double[][] covariance = new double[axes.length][axes.length];
    for (int i = 0; i < axes.length; i++) {
      for (int j = 0; j <= i; j++) {
        for (int k = 0; k < axes.length; k++) {
          covariance[i][j] += axes[k][i] * axes[k][j] * deviations[k] * deviations[k];
        }
        covariance[j][i] = covariance[i][j];
      }
    }
    return covariance;
  }
}
