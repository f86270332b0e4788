package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
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
    double[][] axes = axes(d, 5);
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
  void covariancesThatDoNotCommuteInManyDimensions() {
    // x -> T x with T symmetric and positive is the shortest way from C to T C T, so the distance
    // is the mean of |x - T x|^2, which is Tr (1 - T) C (1 - T)
    int d = 40;
    double[][] some = covariance(axes(d, 1), deviations(d, i -> 0.1 + i));
    double[][] way = covariance(axes(d, 2), deviations(d, i -> 0.5 + i / 40.0));
    double[][] others = product(product(way, some), way);
    double[][] rest = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        rest[i][j] = (i == j ? 1 : 0) - way[i][j];
      }
    }
    double expected = trace(product(product(rest, some), rest));
    assertThat(distance(new double[d], some, new double[d], others))
        .isCloseTo(expected, within(4 * d * Math.ulp(trace(some) + trace(others))));
  }

  @Test
  void thousandsOfDimensionsOfWhichAQuarterSpreads() {
    int d = 2048;
    double[] normal = new SplittableRandom(3).doubles(d, -1, 1).toArray();
    double[] some = deviations(d, i -> i % 4 == 0 ? 1 + i % 100 : 0);
    double[] others = deviations(d, i -> i % 8 < 2 ? 0.01 * i : 0);
    double expected = 0;
    for (int i = 0; i < d; i++) {
      expected += (some[i] - others[i]) * (some[i] - others[i]);
    }
    double[][] c1 = mirrored(normal, some);
    double[][] c2 = mirrored(normal, others);
    assertThat(distance(new double[d], c1, new double[d], c2))
        .isCloseTo(expected, within(d * Math.ulp(trace(c1) + trace(c2))));
  }

  @Test
  void dimensionsOfVeryDifferentSizesAllCount() {
    double[][] some = matrix(3, 4e-300, 0, 0, 0, 9, 0, 0, 0, 16e290);
    double[][] others = matrix(3, 25e-300, 0, 0, 0, 4, 0, 0, 0, 16e290);
    assertThat(distance(new double[3], some, new double[3], others))
        .isCloseTo(1, within(Math.ulp(1e293)));
    double[][] tiny = matrix(2, 4e-300, 0, 0, 9e-300);
    double[][] less = matrix(2, 1e-300, 0, 0, 0);
    assertThat(distance(ORIGIN, tiny, ORIGIN, less) / 1e-300).isCloseTo(1 + 9, within(1e-12));
  }

  @Test
  void repeatedPointsAndFeaturesThatCopyEachOther() {
    float[] values = new float[30 * 50];
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.1f * (i / 50 % 3) + (i % 50 < 25 ? 7 : 0); // three points, ten times each
    }
    GaussianStatistics copies = GaussianStatistics.of(Points.of(50, values));
    assertThat(FrechetDistance.between(copies, copies)).isCloseTo(0, within(1e-12));
    GaussianStatistics other = GaussianStatistics.of(RandomPoints.normal(20, 50, 0, 1, 1));
    assertThat(FrechetDistance.between(copies, other))
        .isCloseTo(FrechetDistance.between(other, copies), within(1e-9));
  }

  @Test
  void featuresThatAreNotFiniteAreRefusedBeforeTheyCount() {
    for (float value : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Points.of(2, 0, 1, 2, value))
          .withMessage(
              "point 1 has the value %s, and points are finite: look for a network that diverged",
              value);
    }
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

  private static double[][] axes(int size, long seed) {
    return RandomPoints.reflection(new SplittableRandom(seed).doubles(size, -1, 1).toArray());
  }

  private static double[] deviations(int size, IntToDoubleFunction deviation) {
    return IntStream.range(0, size).mapToDouble(deviation).toArray();
  }

  private static double trace(double[][] matrix) {
    return IntStream.range(0, matrix.length).mapToDouble(i -> matrix[i][i]).sum();
  }

  private static double[][] product(double[][] some, double[][] others) {
    double[][] product = new double[some.length][some.length];
    for (int i = 0; i < some.length; i++) {
      for (int k = 0; k < some.length; k++) {
        for (int j = 0; j < some.length; j++) {
          product[i][j] += some[i][k] * others[k][j];
        }
      }
    }
    return product;
  }

  /** {@return {@code H D H} of the mirror H and variances D, in time of the matrix' size} */
  private static double[][] mirrored(double[] normal, double[] deviations) {
    int size = normal.length;
    double[] stretched = deviations(size, i -> normal[i] * deviations[i] * deviations[i]);
    double squared = 0;
    double spread = 0;
    for (int i = 0; i < size; i++) {
      squared += normal[i] * normal[i];
      spread += normal[i] * stretched[i];
    }
    double both = 4 * spread / squared / squared;
    double[][] covariance = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double mixed = normal[i] * stretched[j] + stretched[i] * normal[j];
        covariance[i][j] = both * normal[i] * normal[j] - 2 * mixed / squared;
        covariance[j][i] = covariance[i][j];
      }
      covariance[i][i] += deviations[i] * deviations[i];
    }
    return covariance;
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
