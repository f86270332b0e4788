package org.gan4j;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.engine.NetworkEngine;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.activations.impl.ActivationThresholdedReLU;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A generator that is a Deeplearning4j network. */
final class EngineGenerator extends EnginePlayer implements Generator {
  private static final List<Class<? extends IActivation>> NON_NEGATIVE =
      List.of(
          ActivationReLU.class,
          ActivationReLU6.class,
          ActivationThresholdedReLU.class,
          ActivationSoftPlus.class,
          ActivationSoftmax.class);

  private final ValueRange range;
  private final int latentSize;
  private final long[] output;

  private EngineGenerator(
      NetworkEngine engine, SampleShape shape, ValueRange range, int latentSize) {
    super(
        engine,
        shape,
        new long[] {1, latentSize},
        List.of(new long[] {1, latentSize}, new long[] {1, latentSize, 1, 1}));
    this.range = range;
    this.latentSize = latentSize;
    this.output = probe();
    checkOutput(shape);
  }

  private void checkOutput(SampleShape shape) {
    String given = Arrays.toString(output);
    String row = "[1, " + shape.size() + "]";
    String whole = Arrays.toString(shape.batch(1));
    checkArgument(
        given.equals(whole) || given.equals(row),
        "the generator gives %s for one latent vector, which is no %s of %s: it has to give %s",
        given,
        shape instanceof ImageShape ? "image" : "sample",
        shape,
        whole.equals(row) ? row : whole + " or " + row);
  }

  static Generator of(Model network, SampleShape shape) {
    NetworkEngine engine = NetworkEngine.of(network);
    Optional<IActivation> activation = engine.outputActivation();
    ValueRange range =
        activation
            .flatMap(EngineGenerator::rangeOf)
            .or(() -> rangeOf(shape))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the generator ends in %s, so the range of its images is not known: end it"
                                .formatted(activation.map(Object::toString).orElse("no activation"))
                            + " in tanh or sigmoid, or give the range: Generator.of(network, shape,"
                            + " range)"));
    return new EngineGenerator(engine, shape, range, latentSize(engine));
  }

  static Generator of(Model network, SampleShape shape, ValueRange range) {
    NetworkEngine engine = NetworkEngine.of(network);
    engine.outputActivation().ifPresent(activation -> checkRange(activation, range));
    return new EngineGenerator(engine, shape, range, latentSize(engine));
  }

  private static int latentSize(NetworkEngine engine) {
    long size = engine.inputSize().orElse(0);
    checkArgument(
        size > 0 && size <= Integer.MAX_VALUE,
        "the generator's first layer does not say how many latent values it takes: begin with a"
            + " dense or a convolutional layer");
    return (int) size;
  }

  private static Optional<ValueRange> rangeOf(IActivation activation) {
    if (activation instanceof ActivationTanH || activation instanceof ActivationHardTanH) {
      return Optional.of(ValueRange.SIGNED);
    }
    return activation instanceof ActivationSigmoid || activation instanceof ActivationHardSigmoid
        ? Optional.of(ValueRange.UNIT)
        : Optional.empty();
  }

  private static Optional<ValueRange> rangeOf(SampleShape shape) {
    return shape instanceof ImageShape ? Optional.empty() : Optional.of(ValueRange.UNBOUNDED);
  }

  private static void checkRange(IActivation activation, ValueRange range) {
    rangeOf(activation)
        .ifPresent(
            own ->
                checkArgument(
                    own.equals(range),
                    "the generator ends in %s and gives values in %s, which does not fit the range"
                        + " %s: leave the range out, or end the network in another activation",
                    activation,
                    own,
                    range));
    checkArgument(
        range.min() >= 0 || NON_NEGATIVE.stream().noneMatch(kind -> kind.isInstance(activation)),
        "the generator ends in %s and gives no negative values, which does not fit the range %s",
        activation,
        range);
  }

  @Override
  public int latentSize() {
    return latentSize;
  }

  @Override
  public ValueRange valueRange() {
    return range;
  }

  @Override
  public INDArray forward(INDArray latents) {
    return images(engine().forward(inside(latents)));
  }

  @Override
  public INDArray generate(INDArray latents) {
    return images(engine().infer(inside(latents)));
  }

  @Override
  public INDArray backward(INDArray gradient) {
    return super.backward(atOutput(gradient));
  }

  @Override
  public void accumulate(INDArray gradient) {
    super.accumulate(atOutput(gradient));
  }

  private INDArray atOutput(INDArray gradient) {
    checkArgument(
        Arrays.equals(gradient.shape(), sampleShape().batch(gradient.size(0))),
        "a gradient of shape %s does not fit samples of %s",
        Arrays.toString(gradient.shape()),
        sampleShape());
    return view(gradient, sized(output, gradient.size(0)));
  }

  private INDArray images(INDArray output) {
    return reshaped(output, sampleShape().batch(output.size(0)));
  }
}
