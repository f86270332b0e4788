package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SingularValuesTest {
  private static final int SIZE = 60;

  static Stream<Arguments> spectra() {
    return Stream.of(
        spectrum("different", i -> 1 + i),
        spectrum("one value, repeated", i -> 3),
        spectrum("two values, repeated", i -> i % 2 == 0 ? 1 : 7),
        spectrum("of rank 1", i -> i == 0 ? 5 : 0),
        spectrum("of a third of the rank", i -> i % 3 == 0 ? i : 0),
        spectrum("falling below rounding errors", i -> Math.pow(10, -i)),
        spectrum("rising", i -> Math.pow(10, i - SIZE)),
        spectrum("one large, all others equal and tiny", i -> i == 7 ? 1 : 1e-17),
        spectrum("neighbours in the last place", i -> 1 + i * Math.ulp(1.0)),
        spectrum("of size 1e-290", i -> i * 1e-290),
        spectrum("of size 1e290", i -> i * 1e290),
        spectrum("zero", i -> 0));
  }

  private static Arguments spectrum(String name, IntToDoubleFunction value) {
    return Arguments.of(name, value);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spectra")
  void sumIsRightWhateverTheValues(String name, IntToDoubleFunction value) {
    double[] values = IntStream.range(0, SIZE).mapToDouble(value).toArray();
    double sum = Arrays.stream(values).sum();
    double largest = Arrays.stream(values).max().orElseThrow();
    for (int seed = 0; seed < 20; seed++) {
      double[] matrix = between(reflection(seed), values, reflection(seed + 1000));
      assertThat(SingularValues.sum(matrix, SIZE, SIZE))
          .as("seed %s", seed)
          .isCloseTo(sum, within(SIZE * SIZE * Math.ulp(largest)));
    }
  }

  @Test
  void matricesMayHaveMoreRowsThanColumns() {
    // columns at right angles, of lengths 5 and 2
    double[] matrix = {3, 0, 0, 2, 4, 0};
    assertThat(SingularValues.sum(matrix, 3, 2)).isCloseTo(7, within(1e-14));
    assertThat(SingularValues.sum(new double[] {3, 4}, 2, 1)).isCloseTo(5, within(1e-14));
    assertThat(SingularValues.sum(new double[] {-3}, 1, 1)).isCloseTo(3, within(1e-14));
  }

  /** {@return the matrix that has these values between two reflections, row by row} */
  private static double[] between(double[][] left, double[] values, double[][] right) {
    double[] matrix = new double[SIZE * SIZE];
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        for (int k = 0; k < SIZE; k++) {
          matrix[i * SIZE + j] += left[i][k] * values[k] * right[k][j];
        }
      }
    }
    return matrix;
  }

  private static double[][] reflection(long seed) {
    double[] normal = new SplittableRandom(seed).doubles(SIZE, -1, 1).toArray();
    return RandomPoints.reflection(normal);
  }
}
