package org.gan4j.engine.ops;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.LeakyReLU;
import org.nd4j.linalg.factory.Nd4j;

/** Applies an activation to arrays of one shape, and brings gradients back through it. */
interface Activator {
  /**
   * Returns the activated values.
   *
   * @param before the values; may be written over where the activator was told so
   */
  INDArray forward(INDArray before);

  /** Returns the gradient before the activation, by the last forward pass: times its slopes. */
  INDArray back(INDArray gradient);

  /**
   * Returns what {@link #back} turns into the change of the gradient along a direction, as {@link
   * org.gan4j.engine.plan.LinearTangent.Slope#bend} says; null of straight pieces.
   */
  default INDArray bend(INDArray direction, INDArray gradient) {
    return null;
  }

  /**
   * Returns the activator of a function.
   *
   * @param function any of DL4J's
   * @param overwrite whether values may be activated where they lie
   * @param training whether in training mode
   */
  static Activator of(IActivation function, boolean overwrite, boolean training) {
    if (function instanceof ActivationIdentity) {
      return new Unchanged();
    }
    if (function instanceof ActivationTanH) {
      return new Native(op("tanh"), "tanh_bp", 0, false, Optional.of(0));
    }
    if (function instanceof ActivationSigmoid) {
      return new Native(op("sigmoid"), "sigmoid_bp", 0, false, Optional.of(1));
    }
    if (function instanceof ActivationLReLU leaky) {
      // The sign of the result is that of the value, so the derivative can be had from either.
      boolean inPlace = overwrite && leaky.getAlpha() > 0;
      double alpha = leaky.getAlpha();
      return new Native(leakyRelu(alpha), "lrelu_bp", alpha, inPlace, Optional.empty());
    }
    return function instanceof ActivationReLU && function.equals(new ActivationReLU())
        ? new Native(op("relu"), "relu_bp", 0, overwrite, Optional.empty())
        : new Foreign(function, training);
  }

  private static BiConsumer<INDArray, INDArray> op(String name) {
    return (from, to) -> Ops.run(name, 0, Ops.of(from), Ops.of(to));
  }

  /** The op that DL4J uses: {@code lrelu} rounds alpha to single precision. */
  private static BiConsumer<INDArray, INDArray> leakyRelu(double alpha) {
    return (from, to) -> Nd4j.exec(new LeakyReLU(from, to, alpha));
  }

  /** The identity. */
  final class Unchanged implements Activator {
    @Override
    public INDArray forward(INDArray before) {
      return before;
    }

    @Override
    public INDArray back(INDArray gradient) {
      return gradient;
    }
  }

  /** A function that has native ops, one for each direction. */
  final class Native implements Activator {
    private final BiConsumer<INDArray, INDArray> function;
    private final String derivative;
    private final double argument;
    private final boolean inPlace;
    private final Optional<Integer> bend; // of a sigmoid function: at 0, and 2 less at 1
    private Buffer after; // made by the first pass
    private Buffer atInput;
    private INDArray remembered;
    private Buffer product;
    private Buffer bent;

    Native(
        BiConsumer<INDArray, INDArray> function,
        String derivative,
        double argument,
        boolean inPlace,
        Optional<Integer> bend) {
      this.function = function;
      this.derivative = derivative;
      this.argument = argument;
      this.inPlace = inPlace;
      this.bend = bend;
    }

    @Override
    public INDArray forward(INDArray before) {
      if (after == null) {
        after = new Buffer(before.dataType(), before.shape());
        atInput = new Buffer(before.dataType(), before.shape());
        product = new Buffer(before.dataType(), before.shape());
        bent = new Buffer(before.dataType(), before.shape());
      }
      remembered = before;
      INDArray to = inPlace ? before : after.get();
      function.accept(before, to);
      return to;
    }

    @Override
    public INDArray back(INDArray gradient) {
      Ops.run(derivative, argument, Ops.of(remembered, gradient), Ops.of(atInput.get()));
      return atInput.get();
    }

    /** The slope of tanh is 1 - y², of the sigmoid function y - y², of its value y. */
    @Override
    public INDArray bend(INDArray direction, INDArray gradient) {
      if (bend.isEmpty()) {
        return null;
      }
      INDArray both = direction.muli(gradient, product.get());
      INDArray sum = bent.get();
      if (bend.get() == 0) {
        Ops.run("zeros_as", Ops.of(both), Ops.of(sum));
      } else {
        sum.assign(both);
      }
      both.muli(after.get());
      return sum.subi(both).subi(both);
    }
  }

  /** A function by DL4J's own code, which may work in place and in any layout. */
  final class Foreign implements Activator {
    private final IActivation function;
    private final boolean training;
    private final Optional<Curve> curve;
    private Buffer bent;
    private INDArray remembered;

    Foreign(IActivation function, boolean training) {
      this.function = function;
      this.training = training;
      this.curve = Curve.of(function);
    }

    @Override
    public INDArray forward(INDArray before) {
      remembered = before;
      return rowByRow(function.getActivation(before.dup('c'), training));
    }

    @Override
    public INDArray back(INDArray gradient) {
      return rowByRow(function.backprop(remembered.dup('c'), gradient.dup('c')).getFirst());
    }

    @Override
    public INDArray bend(INDArray direction, INDArray gradient) {
      if (curve.isEmpty() || curve.get().straight()) {
        return null;
      }
      if (bent == null) {
        bent = new Buffer(direction.dataType(), direction.shape());
      }
      INDArray product = direction.muli(gradient, bent.get());
      try (INDArray ratio = curve.get().ratio(remembered)) {
        return product.muli(ratio);
      }
    }

    private static INDArray rowByRow(INDArray values) {
      return values.ordering() == 'c' && !values.isView() ? values : values.dup('c');
    }
  }
}
