package org.gan4j;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.engine.NetworkEngine;
import org.gan4j.engine.Profile;
import org.gan4j.engine.StoredNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/** What generator and discriminator have in common: an engine, and shapes outside and inside it. */
abstract class EnginePlayer implements Player, Resumable {
  private final NetworkEngine engine;
  private final SampleShape shape;
  private final long[] outside; // of the input of one example, as callers give it
  private final long[] inside; // the same values as the network takes them

  /** Tries the network with each shape of one example, and keeps the first that it takes. */
  EnginePlayer(NetworkEngine engine, SampleShape shape, long[] outside, List<long[]> candidates) {
    this.engine = engine;
    this.shape = shape;
    this.outside = outside;
    this.inside =
        candidates.stream().filter(this::takes).findFirst().orElseGet(() -> fail(candidates));
  }

  private boolean takes(long[] candidate) {
    return refusal(candidate).isEmpty();
  }

  private Optional<RuntimeException> refusal(long[] candidate) {
    try {
      engine.infer(Nd4j.zeros(engine.dataType(), candidate));
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(e);
    }
  }

  private long[] fail(List<long[]> candidates) {
    String tried = String.join(" and ", candidates.stream().map(Arrays::toString).toList());
    List<RuntimeException> reasons = candidates.stream().flatMap(c -> refusal(c).stream()).toList();
    throw new IllegalArgumentException(
        "the network takes no input of shape %s; its first layer takes %s values or channels an"
                .formatted(tried, inputSize())
            + " example. Deeplearning4j says: "
            + reasons.stream().map(Throwable::getMessage).collect(joining(" And: ")),
        reasons.get(reasons.size() - 1));
  }

  private String inputSize() {
    return engine.inputSize().isPresent() ? "" + engine.inputSize().getAsLong() : "other";
  }

  final NetworkEngine engine() {
    return engine;
  }

  /** Returns the shape of the network's output for one example. */
  final long[] probe() {
    return engine.infer(Nd4j.zeros(engine.dataType(), inside)).shape();
  }

  /** Checks an input and gives it the shape that the network takes. */
  final INDArray inside(INDArray input) {
    long[] shape = input.shape();
    if (shape.length != outside.length || !Arrays.equals(shape, sized(outside, shape[0]))) {
      throw new IllegalArgumentException(
          "an input of shape %s does not fit: [batch%s] was expected"
              .formatted(Arrays.toString(shape), text(outside)));
    }
    return view(input, sized(inside, shape[0]));
  }

  /** Returns an array in another shape, without a view where it has that shape. */
  static INDArray view(INDArray array, long[] shape) {
    return Arrays.equals(array.shape(), shape) ? array : array.reshape('c', shape);
  }

  @Override
  public INDArray backward(INDArray gradient) {
    return outside(engine.backward(gradient));
  }

  @Override
  public void accumulate(INDArray gradient) {
    engine.accumulate(gradient);
  }

  @Override
  public Profile profile() {
    return engine.profile();
  }

  /** Gives a gradient at the network's input the shape that callers know the input by. */
  final INDArray outside(INDArray gradient) {
    return reshaped(gradient, sized(outside, gradient.size(0)));
  }

  /**
   * Gives an array that is no one else's another shape, and memory of its own. ND4J's own reshape
   * makes a view, and a view cannot be closed: who gets it could not free what is behind it.
   */
  static INDArray reshaped(INDArray own, long[] shape) {
    if (!own.isView() && Arrays.equals(own.shape(), shape)) {
      return own;
    }
    INDArray rows = inRows(own);
    return Nd4j.create(rows.data(), shape, Nd4j.getStrides(shape, 'c'), 0, 'c', rows.dataType());
  }

  private static INDArray inRows(INDArray own) {
    if (own.ordering() == 'c' && !own.isView() && Shape.hasDefaultStridesForShape(own)) {
      return own;
    }
    try (own) {
      return own.dup('c');
    }
  }

  static long[] sized(long[] shape, long batch) {
    long[] sized = shape.clone();
    sized[0] = batch;
    return sized;
  }

  private static String text(long[] shape) {
    return Arrays.stream(shape).skip(1).mapToObj(size -> ", " + size).collect(joining());
  }

  @Override
  public OptionalDouble learningRate() {
    return engine.learningRate();
  }

  @Override
  public void scaleLearningRate(double factor) {
    engine.scaleLearningRate(factor);
  }

  @Override
  public void update() {
    engine.update();
  }

  @Override
  public void seed(long seed) {
    engine.seed(seed);
  }

  @Override
  public long position() {
    return engine.noiseDrawn();
  }

  @Override
  public void position(long position) {
    engine.noiseDrawn(position);
  }

  @Override
  public Optional<String> difference(Model other) {
    return engine.difference(other);
  }

  @Override
  public void copy(Model other, boolean learningRates) {
    engine.copy(other, learningRates);
  }

  @Override
  public Optional<String> difference(StoredNetwork other) {
    return engine.difference(other);
  }

  @Override
  public void copy(StoredNetwork other, boolean learningRates) {
    engine.copy(other, learningRates);
  }

  @Override
  public INDArray parameters() {
    return engine.parameters();
  }

  @Override
  public INDArray gradients() {
    return engine.gradients();
  }

  @Override
  public ImageShape imageShape() {
    if (shape instanceof ImageShape images) {
      return images;
    }
    throw new IllegalStateException(
        "samples of %s are no images; where their shape matters, use sampleShape()"
            .formatted(shape));
  }

  @Override
  public SampleShape sampleShape() {
    return shape;
  }

  @Override
  public DataType dataType() {
    return engine.dataType();
  }

  @Override
  public Model network() {
    return engine.network();
  }
}
