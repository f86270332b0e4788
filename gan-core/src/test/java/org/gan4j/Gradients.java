package org.gan4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Gradients checked against central finite differences. */
public final class Gradients {
  private static final double STEP = 1e-5;

  /** Values that {@link #assertSlope} moves at once. */
  private static final int TOGETHER = 8;

  private Gradients() {}

  /** Numerical gradient of a function of the values in an array, which is changed and restored. */
  public static INDArray numerical(INDArray at, DoubleSupplier function) {
    INDArray gradient = Nd4j.zeros(at.dataType(), at.shape());
    INDArray result = gradient.reshape(at.length());
    for (int i = 0; i < at.length(); i++) {
      result.putScalar(i, slope(at, new int[] {i}, new double[] {1}, function));
    }
    return gradient;
  }

  /**
   * Asserts that a gradient is that of a function of the values in an array, which is changed and
   * restored. The values move by eights, each up or down by chance, so that a passage for eight of
   * them tells of a fault in any: faults do not cancel but by that chance.
   */
  public static void assertSlope(INDArray gradient, INDArray at, DoubleSupplier function) {
    assertThat(gradient.length()).isEqualTo(at.length());
    double[] expected = values(gradient);
    int count = (expected.length + TOGETHER - 1) / TOGETHER;
    double[] along = new double[count];
    double[] numerical = new double[count];
    Random random = new Random(count);
    for (int first = 0; first < count; first++) {
      int[] moved = every(count, first, expected.length);
      double[] signs = random.doubles(moved.length).map(d -> d < 0.5 ? -1 : 1).toArray();
      for (int k = 0; k < moved.length; k++) {
        along[first] += signs[k] * expected[moved[k]];
      }
      numerical[first] = slope(at, moved, signs, function);
    }
    assertAgree(along, numerical);
  }

  private static int[] every(int count, int first, int length) {
    int[] numbers = new int[(length - first + count - 1) / count];
    Arrays.setAll(numbers, k -> first + k * count);
    return numbers;
  }

  private static double slope(INDArray at, int[] moved, double[] signs, DoubleSupplier function) {
    INDArray values = at.reshape(at.length());
    double[] before = Arrays.stream(moved).mapToDouble(values::getDouble).toArray();
    double[] results = new double[2];
    for (int side = 0; side < 2; side++) {
      for (int k = 0; k < moved.length; k++) {
        values.putScalar(moved[k], before[k] + (1 - 2 * side) * STEP * signs[k]);
      }
      results[side] = function.getAsDouble();
    }
    for (int k = 0; k < moved.length; k++) {
      values.putScalar(moved[k], before[k]);
    }
    return (results[0] - results[1]) / (2 * STEP);
  }

  /**
   * Asserts that two gradients agree: each element to 1e-6 of itself, or of a hundredth of the
   * largest if it is smaller: differences of a function are rounded as coarsely for small slopes as
   * for large ones.
   */
  public static void assertAgree(INDArray analytic, INDArray numeric) {
    assertThat(analytic.length()).isEqualTo(numeric.length());
    assertAgree(values(analytic), values(numeric));
  }

  private static void assertAgree(double[] a, double[] n) {
    double largest = Arrays.stream(n).map(Math::abs).max().orElseThrow();
    assertThat(largest).as("the gradient is not zero altogether").isGreaterThan(1e-6);
    int worst = 0;
    double[] errors = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      double scale = Math.max(Math.max(Math.abs(a[i]), Math.abs(n[i])), 1e-2 * largest);
      errors[i] = Math.abs(a[i] - n[i]) / scale;
      worst = Double.compare(errors[i], errors[worst]) > 0 ? i : worst; // NaN is the worst
    }
    assertThat(errors[worst])
        .as("slope %s: %s analytically, %s numerically", worst, a[worst], n[worst])
        .isLessThan(1e-6);
  }

  private static double[] values(INDArray array) {
    return array.dup('c').reshape(array.length()).toDoubleVector();
  }
}
