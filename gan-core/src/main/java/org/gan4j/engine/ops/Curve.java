package org.gan4j.engine.ops;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationCube;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationMish;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationRectifiedTanh;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.activations.impl.ActivationThresholdedReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How an activation bends: the second derivative of those that Deeplearning4j computes, whose first
 * it has itself.
 *
 * @param function any
 * @param second its second derivative; null if it is of straight pieces
 */
record Curve(IActivation function, DoubleUnaryOperator second) {
  private static final ImmutableSet<Class<? extends IActivation>> STRAIGHT =
      ImmutableSet.of(
          ActivationIdentity.class,
          ActivationReLU.class,
          ActivationLReLU.class,
          ActivationReLU6.class,
          ActivationThresholdedReLU.class,
          ActivationHardTanH.class,
          ActivationHardSigmoid.class);

  private static final double SELU_SCALE = 1.0507009873554805;
  private static final double SELU_ALPHA = 1.6732632423543772;

  /** Returns the curve of a function of each value by itself, if it is known. */
  static Optional<Curve> of(IActivation function) {
    return STRAIGHT.contains(function.getClass())
        ? Optional.of(new Curve(function, null))
        : second(function).map(second -> new Curve(function, second));
  }

  private static Optional<DoubleUnaryOperator> second(IActivation function) {
    if (function instanceof ActivationTanH) {
      return Optional.of(Curve::tanh);
    }
    if (function instanceof ActivationSigmoid) {
      return Optional.of(z -> slope(z) * (1 - 2 * sigmoid(z)));
    }
    if (function instanceof ActivationELU elu) {
      return Optional.of(z -> z < 0 ? elu.getAlpha() * Math.exp(z) : 0);
    }
    if (function instanceof ActivationSELU) {
      return Optional.of(z -> z < 0 ? SELU_SCALE * SELU_ALPHA * Math.exp(z) : 0);
    }
    if (function instanceof ActivationSoftPlus) {
      return Optional.of(Curve::slope);
    }
    if (function instanceof ActivationSoftSign) {
      return Optional.of(z -> -2 * Math.signum(z) / Math.pow(1 + Math.abs(z), 3));
    }
    if (function instanceof ActivationCube) {
      return Optional.of(z -> 6 * z);
    }
    if (function instanceof ActivationRectifiedTanh) {
      return Optional.of(z -> z > 0 ? tanh(z) : 0);
    }
    if (function instanceof ActivationSwish) {
      return Optional.of(z -> swish(z, 1));
    }
    if (function instanceof ActivationGELU gelu && !gelu.isPrecise()) {
      return Optional.of(z -> swish(z, 1.702));
    }
    return function instanceof ActivationMish ? Optional.of(Curve::mish) : Optional.empty();
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  /** Of the sigmoid function. */
  private static double slope(double z) {
    return sigmoid(z) * sigmoid(-z);
  }

  private static double tanh(double z) {
    double y = Math.tanh(z);
    return -2 * y * (1 - y * y);
  }

  /** Of {@code z sigmoid(k z)}. */
  private static double swish(double z, double k) {
    return k * slope(k * z) * (2 + k * z * (1 - 2 * sigmoid(k * z)));
  }

  /** Of {@code z tanh(log(1 + e^z))}. */
  private static double mish(double z) {
    double s = sigmoid(z);
    double t = Math.tanh(Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))));
    double rest = 1 - t * t;
    return 2 * rest * s + z * rest * (s * (1 - s) - 2 * t * s * s);
  }

  /** Whether there is no second derivative but at corners. */
  boolean straight() {
    return second == null;
  }

  /** Returns a new array of second derivatives over first ones, 0 where that is no number. */
  INDArray ratio(INDArray values) {
    double[] slopes = slopes(values);
    try (INDArray copy = values.dup('c')) {
      double[] ratios = copy.data().asDouble();
      for (int i = 0; i < ratios.length; i++) {
        double ratio = second.applyAsDouble(ratios[i]) / slopes[i];
        ratios[i] = Double.isFinite(ratio) ? ratio : 0;
      }
      return Nd4j.create(ratios, values.shape(), values.dataType());
    }
  }

  private double[] slopes(INDArray values) {
    INDArray ones = Nd4j.ones(values.dataType(), values.shape());
    try (INDArray slopes = function.backprop(values.dup('c'), ones).getFirst();
        INDArray rows = slopes.dup('c')) {
      return rows.data().asDouble();
    }
  }
}
