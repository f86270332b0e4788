package org.gan4j.engine;

import java.util.Optional;
import org.gan4j.engine.plan.Operation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/**
 * Two operations, one behind the other, replaced by two others that give the same with less work.
 *
 * @param first in the place of the first
 * @param second in the place of the second
 */
record Fusion(Operation first, Operation second) {
  private static final IActivation NONE = new ActivationIdentity();

  static Optional<Fusion> of(Operation first, Operation second) {
    if (second instanceof Operation.Activation activation) {
      return withActivation(first, activation.function())
          .map(both -> new Fusion(both, new Operation.Nothing()));
    }
    if (first instanceof Operation.Upsampling upsampling
        && second instanceof Operation.Convolution convolution) {
      return Optional.of(
          new Fusion(
              new Operation.Nothing(),
              new Operation.UpsampledConvolution(upsampling, convolution)));
    }
    return second instanceof Operation.Pooling pooling
        ? activationBehindPooling(first, pooling)
        : Optional.empty();
  }

  private static Optional<Operation> withActivation(Operation first, IActivation function) {
    if (first instanceof Operation.BatchNorm norm && none(norm.activation())) {
      return Optional.of(
          new Operation.BatchNorm(
              norm.arrays(),
              norm.size(),
              norm.decay(),
              norm.epsilon(),
              norm.logarithms(),
              function));
    }
    if (first instanceof Operation.Dense dense && none(dense.activation())) {
      return Optional.of(new Operation.Dense(dense.arrays(), dense.bias(), function));
    }
    if (first instanceof Operation.Convolution layer && none(layer.activation())) {
      return Optional.of(
          new Operation.Convolution(layer.arrays(), layer.bias(), layer.window(), function));
    }
    return first instanceof Operation.TransposedConvolution layer && none(layer.activation())
        ? Optional.of(
            new Operation.TransposedConvolution(
                layer.arrays(), layer.bias(), layer.window(), function))
        : Optional.empty();
  }

  /**
   * A function that never falls leaves the largest value the largest: applied to the pooled values
   * it has a fraction of the work.
   */
  private static Optional<Fusion> activationBehindPooling(
      Operation first, Operation.Pooling pooling) {
    if (!(first instanceof Operation.Convolution layer)
        || pooling.kind() != Operation.Pooling.Kind.MAX
        || !none(pooling.activation())
        || !rises(layer.activation())) {
      return Optional.empty();
    }
    return Optional.of(
        new Fusion(
            new Operation.Convolution(layer.arrays(), layer.bias(), layer.window(), NONE),
            new Operation.Pooling(pooling.kind(), pooling.window(), layer.activation())));
  }

  private static boolean none(IActivation activation) {
    return activation instanceof ActivationIdentity;
  }

  private static boolean rises(IActivation activation) {
    return activation instanceof ActivationTanH
        || activation instanceof ActivationSigmoid
        || (activation instanceof ActivationReLU && activation.equals(new ActivationReLU()))
        || (activation instanceof ActivationLReLU leaky && leaky.getAlpha() >= 0);
  }
}
