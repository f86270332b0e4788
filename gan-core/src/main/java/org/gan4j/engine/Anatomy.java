package org.gan4j.engine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.gan4j.engine.plan.Operation;
import org.nd4j.linalg.activations.IActivation;

/** What a network's configuration tells about its input and its output. */
final class Anatomy {
  /** Layers whose output has no values outside the range of their input. */
  private static final List<Class<? extends Layer>> RANGE_KEEPING =
      List.of(Upsampling2D.class, Cropping2D.class, DropoutLayer.class);

  private Anatomy() {}

  /**
   * Returns the values or channels that the first layer takes of an input for each example.
   *
   * @param others how many the inputs after the first have, which may be merged with it
   */
  static OptionalLong inputSize(Program program, int input, long... others) {
    int value = input;
    long merged = 0;
    for (int i = 0; i < program.steps().size(); i++) {
      Step step = program.steps().get(i);
      if (!step.inputs().contains(value)) {
        continue;
      }
      if (step.operation() instanceof Operation.Subset) {
        if (areParts(program, value)) {
          return OptionalLong.of(lastRead(program, value) - merged);
        }
        continue;
      }
      Optional<Layer> layer = step.layer().map(Anatomy::configuration);
      if (layer.isPresent() && !keepsRange(layer.get())) {
        return layer.get() instanceof FeedForwardLayer first
            ? OptionalLong.of(first.getNIn() - merged)
            : OptionalLong.empty();
      }
      if (step.operation() instanceof Operation.Merge) {
        for (int other : step.inputs()) {
          if (other != value && (other < 1 || other > others.length)) {
            return OptionalLong.empty();
          }
          merged += other == value ? 0 : others[other - 1];
        }
      }
      value = program.valueOf(i);
    }
    return OptionalLong.empty();
  }

  /** Whether nobody reads the whole of a value. */
  private static boolean areParts(Program program, int value) {
    return program.steps().stream()
        .filter(step -> step.inputs().contains(value))
        .allMatch(step -> step.operation() instanceof Operation.Subset);
  }

  /** Returns how far those reach that read parts of a value. */
  private static long lastRead(Program program, int value) {
    return program.steps().stream()
        .filter(step -> step.inputs().contains(value))
        .map(Step::operation)
        .filter(Operation.Subset.class::isInstance)
        .mapToInt(part -> ((Operation.Subset) part).to())
        .max()
        .orElseThrow();
  }

  /** Returns the activation function that an output comes from, if a layer's configuration says. */
  static Optional<IActivation> outputActivation(Program program, int output) {
    int value = program.outputs().get(output);
    while (value >= program.inputs()) {
      Step step = program.steps().get(value - program.inputs());
      Optional<Layer> layer = step.layer().map(Anatomy::configuration);
      if (layer.isPresent() && !keepsRange(layer.get())) {
        return activation(layer.get());
      }
      if (layer.isEmpty() && !(step.operation() instanceof Operation.Reshape)) {
        return Optional.empty();
      }
      value = step.inputs().get(0);
    }
    return Optional.empty();
  }

  private static boolean keepsRange(Layer layer) {
    return layer instanceof SubsamplingLayer pooling
        ? pooling.getPoolingType() == PoolingType.MAX || pooling.getPoolingType() == PoolingType.AVG
        : RANGE_KEEPING.contains(layer.getClass());
  }

  private static Optional<IActivation> activation(Layer layer) {
    if (layer instanceof ActivationLayer activation) {
      return Optional.of(activation.getActivationFn());
    }
    // BatchNorm inherits an activation function that it does not apply.
    return layer instanceof BaseLayer base && !(layer instanceof BatchNormalization)
        ? Optional.of(base.getActivationFn())
        : Optional.empty();
  }

  private static Layer configuration(org.deeplearning4j.nn.api.Layer layer) {
    Layer configuration = layer.conf().getLayer();
    return configuration instanceof FrozenLayerWithBackprop frozen
        ? frozen.getUnderlying()
        : configuration;
  }
}
