package org.gan4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Gradients checked against central finite differences. */
public final class Gradients {
  private static final double STEP = 1e-5;

  private Gradients() {}

  /** Numerical gradient of a function of the values in an array, which is changed and restored. */
  public static INDArray numerical(INDArray at, DoubleSupplier function) {
    INDArray gradient = Nd4j.zeros(at.dataType(), at.shape());
    INDArray values = at.reshape(at.length());
    INDArray result = gradient.reshape(at.length());
    for (long i = 0; i < at.length(); i++) {
      double value = values.getDouble(i);
      values.putScalar(i, value + STEP);
      double above = function.getAsDouble();
      values.putScalar(i, value - STEP);
      double below = function.getAsDouble();
      values.putScalar(i, value);
      result.putScalar(i, (above - below) / (2 * STEP));
    }
    return gradient;
  }

  /**
   * Asserts that two gradients agree: each element to 1e-6 of itself, or of a hundredth of the
   * largest if it is smaller: differences of a function are rounded as coarsely for small slopes as
   * for large ones.
   */
  public static void assertAgree(INDArray analytic, INDArray numeric) {
    assertThat(analytic.length()).isEqualTo(numeric.length());
    double[] a = analytic.dup('c').reshape(analytic.length()).toDoubleVector();
    double[] n = numeric.dup('c').reshape(numeric.length()).toDoubleVector();
    double largest = numeric.amaxNumber().doubleValue();
    assertThat(largest).as("the gradient is not zero altogether").isGreaterThan(1e-6);
    for (int i = 0; i < a.length; i++) {
      double scale = Math.max(Math.max(Math.abs(a[i]), Math.abs(n[i])), 1e-2 * largest);
      assertThat(Math.abs(a[i] - n[i]) / scale)
          .as("element %s: %s analytically, %s numerically", i, a[i], n[i])
          .isLessThan(1e-6);
    }
  }
}
