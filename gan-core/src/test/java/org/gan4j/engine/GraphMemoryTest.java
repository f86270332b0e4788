package org.gan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Native memory of passes through graphs that branch, without the garbage collector. */
class GraphMemoryTest {
  private static final int STEPS = 300;

  /** Residual additions, and merges over a distance as in U-Net; a value goes up to three ways. */
  private static NetworkEngine branching(DataType type) {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(type)
            .updater(new Sgd(1e-3))
            .convolutionMode(ConvolutionMode.Same)
            .activation(Activation.TANH)
            .graphBuilder()
            .addInputs("in")
            .addLayer("a", convolution(), "in")
            .addLayer("b", convolution(), "a")
            .addVertex("residual", new ElementWiseVertex(ElementWiseVertex.Op.Add), "a", "b")
            .addLayer("c", convolution(), "residual")
            .addVertex("again", new ElementWiseVertex(ElementWiseVertex.Op.Add), "residual", "c")
            .addVertex("merge", new MergeVertex(), "again", "a")
            .addLayer("d", convolution(), "merge")
            .addLayer("out", new DenseLayer.Builder().nOut(1).build(), "d")
            .setOutputs("out")
            .setInputTypes(InputType.convolutional(6, 6, 1));
    return NetworkEngine.of(new ComputationGraph(graph.build()));
  }

  private static ConvolutionLayer convolution() {
    return new ConvolutionLayer.Builder(3, 3).nOut(4).build();
  }

  private static void step(NetworkEngine engine, INDArray images) {
    EnginePass pass = engine.forward(images);
    try (INDArray scores = pass.output();
        INDArray gradient = scores.dup()) {
      pass.inputGradient(gradient).close();
      pass.backward(gradient).close();
      engine.update();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void nativeMemoryDoesNotGrowWithSteps(DataType type) {
    NetworkEngine engine = branching(type);
    INDArray images = images(type);
    IntStream.range(0, 20).forEach(i -> step(engine, images));
    long before = counted();
    IntStream.range(0, STEPS).forEach(i -> step(engine, images));
    assertThat(counted() - before).isLessThanOrEqualTo(0);
  }

  /** What is given in another type is cast into memory that is kept. */
  @Test
  void inputsOfAnotherTypeDoNotGrowItEither() {
    NetworkEngine engine = branching(DataType.FLOAT);
    INDArray images = images(DataType.DOUBLE);
    IntStream.range(0, 20).forEach(i -> step(engine, images));
    long before = counted();
    IntStream.range(0, STEPS).forEach(i -> step(engine, images));
    assertThat(counted() - before).isLessThanOrEqualTo(0);
  }

  /** Sums at joints, beside finite differences of the sum of the scores. */
  @Test
  void gradientThroughJointsIsThatOfFiniteDifferences() {
    NetworkEngine engine = branching(DataType.DOUBLE);
    INDArray images = images(DataType.DOUBLE);
    EnginePass pass = engine.forward(images);
    INDArray gradient = pass.inputGradient(Nd4j.onesLike(pass.output()));
    for (long at : new long[] {0, 7, 40, 71}) {
      double difference =
          (moved(engine, images, at, 1e-5) - moved(engine, images, at, -1e-5)) / 2e-5;
      assertThat(gradient.getDouble(at)).isCloseTo(difference, within(1e-7));
    }
  }

  private static double moved(NetworkEngine engine, INDArray images, long at, double by) {
    INDArray moved = images.dup();
    moved.putScalar(at, moved.getDouble(at) + by);
    return engine.forward(moved).output().sumNumber().doubleValue();
  }

  private static INDArray images(DataType type) {
    return Nd4j.linspace(type, -1, 0.03, 72).reshape(2, 1, 6, 6);
  }

  /** Bytes of all arrays that were allocated and not freed; the name is misspelt in ND4J. */
  private static long counted() {
    return Nd4j.getEnvironment().getDeviceCouner(0);
  }
}
