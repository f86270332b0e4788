package org.gan4j;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.engine.BatchStatistics;
import org.gan4j.engine.NetworkEngine;
import org.gan4j.engine.Profile;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A player that is a Deeplearning4j network: an engine, and shapes outside and inside it. */
class EnginePlayer implements Player, Resumable {
  private final NetworkEngine engine;
  private final List<ShapeAdapter> inputs;
  private final List<ShapeAdapter> outputs;

  EnginePlayer(NetworkEngine engine, List<ShapeAdapter> inputs, List<ShapeAdapter> outputs) {
    this.engine = engine;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  static EnginePlayer of(Model network, List<SampleShape> given) {
    NetworkEngine engine = NetworkEngine.of(network);
    checkInputs(engine, given.size());
    ShapeAdapters shapes =
        ShapeAdapters.of(engine, given.stream().map(ShapeAdapter::ways).toList());
    return new EnginePlayer(engine, shapes.inputs(), shapes.outputs());
  }

  static void checkInputs(NetworkEngine engine, int count) {
    checkArgument(
        engine.inputs() == count,
        "the network has %s inputs, and shapes of %s are given: give the shape of each in their order",
        engine.inputs(),
        count);
  }

  final NetworkEngine engine() {
    return engine;
  }

  final List<ShapeAdapter> inputs() {
    return inputs;
  }

  final List<ShapeAdapter> outputs() {
    return outputs;
  }

  /** Checks inputs and gives them the shapes that the network takes. */
  final INDArray[] inside(INDArray... given) {
    checkArgument(
        given.length == inputs.size(),
        "the network takes %s inputs, and was given %s",
        inputs.size(),
        given.length);
    return IntStream.range(0, given.length)
        .mapToObj(i -> inputs.get(i).inside(given[i]))
        .toArray(INDArray[]::new);
  }

  /** Gives outputs that are no one else's the shapes that callers know. */
  final List<INDArray> outside(List<INDArray> given) {
    return IntStream.range(0, given.size())
        .mapToObj(i -> outputs.get(i).outside(given.get(i)))
        .toList();
  }

  @Override
  public Pass forward(INDArray... given) {
    return new PlayerPass(this, engine.forward(inside(given)));
  }

  @Override
  public List<INDArray> infer(INDArray... given) {
    return outside(engine.inferAll(inside(given)));
  }

  /** Returns the first of some outputs, and frees the others. */
  static INDArray first(List<INDArray> outputs) {
    outputs.stream().skip(1).forEach(INDArray::close);
    return outputs.get(0);
  }

  @Override
  public Optional<Profile> profile() {
    return Optional.of(engine.profile());
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
  public Weights weights() {
    return new EngineWeights(engine);
  }

  @Override
  public Optional<String> batchNorm() {
    return BatchStatistics.in(engine.network());
  }

  @Override
  public Optional<String> batchDependence() {
    return BatchStatistics.dependence(network());
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
