package org.gan4j;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ObjectArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

  private final SampleShape shape;
  private final ValueRange range;
  private final int latentSize;
  private final List<SampleShape> given;

  private EngineGenerator(
      NetworkEngine engine,
      SampleShape shape,
      ValueRange range,
      ShapeAdapters shapes,
      List<SampleShape> given) {
    super(engine, shapes.inputs(), outputs(shapes, shape));
    this.shape = shape;
    this.range = range;
    this.latentSize = shapes.inputs().get(0).values();
    this.given = ImmutableList.copyOf(given);
  }

  private static Generator of(
      NetworkEngine engine, SampleShape shape, ValueRange range, List<SampleShape> given) {
    checkInputs(engine, 1 + given.size());
    int latents = latentSize(engine, given);
    List<ShapeAdapter> ways =
        Stream.of(new long[] {1, latents}, new long[] {1, latents, 1, 1})
            .map(inside -> new ShapeAdapter(new long[] {1, latents}, inside))
            .toList();
    ShapeAdapters shapes =
        ShapeAdapters.of(
            engine,
            Stream.concat(Stream.of(ways), given.stream().map(ShapeAdapter::ways)).toList());
    return new EngineGenerator(engine, shape, range, shapes, given);
  }

  private static List<ShapeAdapter> outputs(ShapeAdapters shapes, SampleShape shape) {
    long[] samples = shapes.given().get(0);
    checkOutput(samples, shape);
    List<ShapeAdapter> outputs = new ArrayList<>(shapes.outputs());
    outputs.set(0, new ShapeAdapter(shape.batch(1), samples));
    return outputs;
  }

  private static void checkOutput(long[] output, SampleShape shape) {
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

  static Generator of(Model network, SampleShape shape, List<SampleShape> given) {
    NetworkEngine engine = NetworkEngine.of(network);
    Optional<IActivation> activation = engine.outputActivation(0);
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
    return of(engine, shape, range, given);
  }

  static Generator of(Model network, SampleShape shape, ValueRange range, List<SampleShape> given) {
    NetworkEngine engine = NetworkEngine.of(network);
    engine.outputActivation(0).ifPresent(activation -> checkRange(activation, range));
    return of(engine, shape, range, given);
  }

  private static int latentSize(NetworkEngine engine, List<SampleShape> given) {
    long size =
        engine.inputSize(0, given.stream().mapToLong(SampleShape::size).toArray()).orElse(0);
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
  public SampleShape sampleShape() {
    return shape;
  }

  @Override
  public List<SampleShape> given() {
    return given;
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
  public INDArray generate(INDArray latents, INDArray... given) {
    return first(infer(ObjectArrays.concat(latents, given)));
  }
}
