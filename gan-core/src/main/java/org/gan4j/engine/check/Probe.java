package org.gan4j.engine.check;

import com.google.common.primitives.Longs;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer to be compared with a reference, and what goes in: the same for all kernels. */
final class Probe {
  /** Examples in a batch. */
  static final int BATCH = 5;

  private final String name;
  private final List<Layer> layers;
  private final InputType type;
  private final double scale;
  private final IntFunction<float[]> parameters;
  private final Reference reference;
  private Expected expected; // computed when it is first needed

  /**
   * Creates a probe.
   *
   * @param name for people
   * @param layers one, or several that are one operation
   * @param type of an example
   * @param scale of the values that go in
   * @param parameters as many as are asked for
   * @param reference what has to come out
   */
  Probe(
      String name,
      List<Layer> layers,
      InputType type,
      double scale,
      IntFunction<float[]> parameters,
      Reference reference) {
    this.name = name;
    this.layers = layers;
    this.type = type;
    this.scale = scale;
    this.parameters = parameters;
    this.reference = reference;
  }

  String name() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }

  /** Returns the network in single precision. */
  MultiLayerNetwork network() {
    Layer[] copies = layers.stream().map(Layer::clone).toArray(Layer[]::new);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .list(copies)
                .setInputType(type)
                .build());
    network.init();
    INDArray params = network.params();
    params.assign(
        Numbers.array(parameters.apply(Math.toIntExact(params.length())), params.shape()));
    return network;
  }

  INDArray input() {
    return Numbers.array(values(), Longs.concat(new long[] {BATCH}, type.getShape()));
  }

  private float[] values() {
    int size = Math.toIntExact(Arrays.stream(type.getShape()).reduce(1, (a, b) -> a * b));
    return Numbers.drawn(2, BATCH * size, scale);
  }

  /** Returns the gradient at an output. */
  INDArray gradient(INDArray output) {
    return Numbers.array(gradient(output.length()), output.shape());
  }

  private static float[] gradient(long size) {
    return Numbers.drawn(3, Math.toIntExact(size), 1);
  }

  /** Returns what has to come out, of so many values. */
  Expected expected(long weights, long outputs) {
    if (expected == null) {
      expected =
          reference.at(
              Numbers.doubles(values()),
              Numbers.doubles(parameters.apply(Math.toIntExact(weights))),
              Numbers.doubles(gradient(outputs)));
    }
    return expected;
  }
}
