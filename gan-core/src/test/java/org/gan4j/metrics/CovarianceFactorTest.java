package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CovarianceFactorTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 29, 30})
  void vectorsAreAsManyAsTheRankAndTheirProductsTheCovariance(int rank) {
    int d = 30;
    double[][] points = new double[rank][d];
    SplittableRandom random = new SplittableRandom(rank);
    Arrays.stream(points).forEach(row -> Arrays.setAll(row, i -> random.nextDouble(-1, 1)));
    double[][] covariance = sumOfProducts(points);

    double[] vectors = CovarianceFactor.of(covariance);

    assertThat(vectors).hasSize(rank * d);
    assertSame(sumOfProducts(rows(vectors, d)), covariance);
  }

  @Test
  void coordinatesMayBeOfVeryDifferentSizes() {
    double[][] covariance = {{1e-300, 0, 3e-4}, {0, 0, 0}, {3e-4, 0, 1e300}};
    double[] vectors = CovarianceFactor.of(covariance);
    assertThat(vectors).hasSize(2 * 3);
    assertSame(sumOfProducts(rows(vectors, 3)), covariance);
  }

  @Test
  void nothingSpreadsInNoDirection() {
    assertThat(CovarianceFactor.of(new double[4][4])).isEmpty();
  }

  private static double[][] rows(double[] vectors, int dimensions) {
    double[][] rows = new double[vectors.length / dimensions][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(vectors, i * dimensions, (i + 1) * dimensions));
    return rows;
  }

  private static double[][] sumOfProducts(double[][] vectors) {
    int d = vectors[0].length;
    double[][] sum = new double[d][d];
    for (double[] vector : vectors) {
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          sum[i][j] += vector[i] * vector[j];
        }
      }
    }
    return sum;
  }

  /** What is left out, and rounded, is some units in the last place of the two deviations. */
  private static void assertSame(double[][] actual, double[][] expected) {
    int d = expected.length;
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        double size = Math.sqrt(expected[i][i]) * Math.sqrt(expected[j][j]);
        assertThat(actual[i][j])
            .as("%s, %s", i, j)
            .isCloseTo(expected[i][j], within(4 * d * Math.ulp(1.0) * size));
      }
    }
  }
}
