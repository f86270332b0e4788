package org.gan4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How near a result has to be to another one, on any processor. Processors, and the settings of
 * their libraries, differ in the order of sums, in fused operations and in their approximations of
 * {@code exp}: two computations of the same thing agree to their rounding errors, not to a bit and
 * not to a number that one machine gave.
 */
public final class Precision {
  /**
   * Our largest error may be this many times that of the layers beside us, or of one rounding of
   * the largest value. Over thousands of passes and the settings of a processor it is ten times at
   * most; a fault of a thousandth is a hundred times as large as what is allowed.
   */
  private static final int TIMES = 64;

  private Precision() {}

  /**
   * Asserts that our result errs no more than another computation of it, but for a small factor.
   *
   * @param ours in single or double precision
   * @param theirs the same by other code, in single precision: what this computation costs in
   *     digits, in its worst element
   * @param exact the same in double precision
   */
  public static void assertAsNear(INDArray ours, INDArray theirs, INDArray exact) {
    assertThat(ours.shape()).isEqualTo(exact.shape());
    double[] e = values(exact);
    double their = Math.max(largestError(values(theirs), e), epsilon(DataType.FLOAT) * largest(e));
    assertNear(values(ours), e, TIMES * their * epsilon(ours.dataType()) / epsilon(DataType.FLOAT));
  }

  /**
   * Asserts that two short computations in double precision, of a few products and sums each, agree
   * but for their roundings.
   */
  public static void assertNear(INDArray actual, INDArray expected) {
    assertAsNear(actual, expected.castTo(DataType.FLOAT), expected);
  }

  private static void assertNear(double[] ours, double[] exact, double bound) {
    int worst = 0;
    for (int i = 0; i < exact.length; i++) {
      double error = Math.abs(ours[i] - exact[i]);
      if (Double.compare(error, Math.abs(ours[worst] - exact[worst])) > 0) { // NaN is the worst
        worst = i;
      }
    }
    assertThat(bound).isFinite();
    assertThat(Math.abs(ours[worst] - exact[worst]))
        .as("error of element %s: %s, exactly %s", worst, ours[worst], exact[worst])
        .isLessThanOrEqualTo(bound);
  }

  /** Asserts that two arrays have the same shape and the same values to the last bit. */
  public static void assertSameBits(INDArray actual, INDArray expected) {
    assertThat(actual.dataType()).isEqualTo(expected.dataType());
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(values(actual)).isEqualTo(values(expected));
  }

  /** Returns the distance from 1 to the next number. */
  public static double epsilon(DataType type) {
    return type == DataType.DOUBLE ? Math.ulp(1.0) : Math.ulp(1f);
  }

  private static double[] values(INDArray array) {
    return array.castTo(DataType.DOUBLE).dup('c').reshape(array.length()).toDoubleVector();
  }

  private static double largestError(double[] values, double[] exact) {
    double[] errors = new double[exact.length];
    for (int i = 0; i < exact.length; i++) {
      errors[i] = values[i] - exact[i];
    }
    return largest(errors);
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
