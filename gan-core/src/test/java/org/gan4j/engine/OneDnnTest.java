package org.gan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Latents;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;

/** The same networks by oneDNN and by Deeplearning4j's own layers, on the same parameters. */
class OneDnnTest {
  private static final int IN = 5;

  @BeforeEach
  void skipWhereThereIsNoOneDnn() {
    assumeTrue(OneDnn.available(), "oneDNN has no natives for this platform");
  }

  static Stream<Arguments> networks() {
    return Stream.of(
        network("identity", dense(7, Activation.IDENTITY.getActivationFunction())),
        network("tanh", dense(7, Activation.TANH.getActivationFunction())),
        network("sigmoid", dense(7, Activation.SIGMOID.getActivationFunction())),
        network("relu", dense(7, Activation.RELU.getActivationFunction())),
        network("leaky relu", dense(7, new ActivationLReLU(0.3))),
        network(
            "softmax, which it leaves to DL4J",
            dense(7, Activation.SOFTMAX.getActivationFunction())),
        network("batch norm", dense(9, new ActivationLReLU(0.2)), batchNorm(false), tanh()),
        network(
            "batch norm with logarithms",
            dense(9, new ActivationLReLU(0.2)),
            batchNorm(true),
            tanh()),
        network(
            "dropout between",
            tanh(),
            new DropoutLayer.Builder(0.6).build(),
            batchNorm(true),
            tanh()),
        network(
            "dropout of a layer's input",
            tanh(),
            new DenseLayer.Builder().nOut(4).dropOut(0.5).build()),
        network(
            "no bias, which it leaves to DL4J",
            tanh(),
            new DenseLayer.Builder().nOut(4).hasBias(false).activation(Activation.TANH).build(),
            tanh()),
        Arguments.of("graph", (Supplier<Model>) OneDnnTest::graph));
  }

  private static Arguments network(String name, Layer... layers) {
    return Arguments.of(name, (Supplier<Model>) () -> chain(layers));
  }

  private static Model chain(Layer... layers) {
    List<Layer> copies = new ArrayList<>();
    for (Layer layer : layers) {
      copies.add(layer.clone());
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            configuration()
                .list(copies.toArray(Layer[]::new))
                .setInputType(InputType.feedForward(IN))
                .build());
    network.init();
    return network;
  }

  private static Model graph() {
    ComputationGraph graph =
        new ComputationGraph(
            configuration()
                .graphBuilder()
                .addInputs("in")
                .addLayer("a", tanh(), "in")
                .addLayer("b", batchNorm(true), "a")
                .addLayer("c", dense(4, new ActivationLReLU(0.2)), "a")
                .addVertex("both", new MergeVertex(), "b", "c")
                .addLayer("out", tanh(), "both")
                .setInputTypes(InputType.feedForward(IN))
                .setOutputs("out")
                .build());
    graph.init();
    return graph;
  }

  private static NeuralNetConfiguration.Builder configuration() {
    return new NeuralNetConfiguration.Builder().seed(3).updater(new Adam(1e-2));
  }

  private static Layer dense(int out, IActivation activation) {
    return new DenseLayer.Builder().nOut(out).activation(activation).build();
  }

  private static Layer tanh() {
    return dense(6, Activation.TANH.getActivationFunction());
  }

  private static Layer batchNorm(boolean logarithms) {
    return new BatchNormalization.Builder().decay(0.8).eps(1e-3).useLogStd(logarithms).build();
  }

  private static NetworkEngine byDl4j(Model network) {
    System.setProperty(OneDnn.PROPERTY, "false");
    try {
      return NetworkEngine.of(network);
    } finally {
      System.clearProperty(OneDnn.PROPERTY);
    }
  }

  private static INDArray normal(long seed, int rows, int columns) {
    return Latents.NORMAL.source(columns, seed).sample(rows);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void passesAndGradientsAgreeForChangingBatchSizes(String name, Supplier<Model> network) {
    NetworkEngine fast = NetworkEngine.of(network.get());
    NetworkEngine reference = byDl4j(network.get());
    for (int batch : new int[] {8, 3, 8, 33, 2, 17, 8}) {
      INDArray input = normal(batch, batch, IN);
      assertClose(fast.infer(input), reference.infer(input));
      fast.seed(batch);
      reference.seed(batch);
      INDArray output = fast.forward(input);
      assertClose(output, reference.forward(input));
      INDArray gradient = normal(batch + 1, batch, (int) output.size(1));
      assertClose(fast.inputGradient(gradient), reference.inputGradient(gradient));
      assertClose(fast.backward(gradient), reference.backward(gradient));
      assertClose(fast.backward(gradient), reference.backward(gradient));
      assertClose(fast.gradients(), reference.gradients());
      fast.update();
      reference.update();
    }
    assertClose(fast.parameters(), reference.parameters());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void frozenPassLeavesWaitingGradientsAsTheyAre(String name, Supplier<Model> network) {
    NetworkEngine engine = NetworkEngine.of(network.get());
    INDArray output = engine.forward(normal(1, 8, IN));
    INDArray gradient = normal(2, 8, (int) output.size(1));
    engine.backward(gradient);
    INDArray waiting = engine.gradients();
    INDArray parameters = engine.parameters().dup();
    engine.forward(normal(3, 8, IN));
    engine.inputGradient(gradient);
    assertThat(engine.gradients()).isEqualTo(waiting);
    assertThat(engine.parameters()).isEqualTo(parameters);
  }

  @Test
  void resultsStayAsTheyAreWhenTheNextPassRuns() {
    NetworkEngine engine = NetworkEngine.of(chain(tanh(), batchNorm(true), tanh()));
    INDArray output = engine.forward(normal(1, 8, IN));
    INDArray copy = output.dup();
    INDArray atInput = engine.inputGradient(normal(2, 8, 6));
    INDArray copyAtInput = atInput.dup();
    engine.forward(normal(3, 8, IN));
    engine.inputGradient(normal(4, 8, 6));
    assertThat(output).isEqualTo(copy);
    assertThat(atInput).isEqualTo(copyAtInput);
  }

  @Test
  void inputsThatDoNotLieRowByRowAreReadAsTheyAre() {
    NetworkEngine engine = NetworkEngine.of(chain(tanh(), tanh()));
    INDArray input = normal(1, 8, IN);
    INDArray expected = engine.forward(input);
    INDArray columnMajor = input.dup('f');
    INDArray wider = normal(9, 10, IN);
    INDArray slice = wider.get(NDArrayIndex.interval(1, 9));
    slice.assign(input);
    assertThat(engine.forward(columnMajor)).isEqualTo(expected);
    assertThat(engine.forward(slice)).isEqualTo(expected);
    INDArray gradient = normal(2, 8, 6);
    INDArray atInput = engine.inputGradient(gradient);
    assertThat(engine.inputGradient(gradient.dup('f'))).isEqualTo(atInput);
  }

  @Test
  void networkCanBeHandedBackToDl4jAtAnyMoment() {
    MultiLayerNetwork network = (MultiLayerNetwork) chain(tanh(), batchNorm(true), tanh());
    NetworkEngine engine = NetworkEngine.of(network);
    for (int i = 0; i < 5; i++) {
      engine.forward(normal(i, 8, IN));
      engine.backward(normal(i + 10, 8, 6));
      engine.update();
    }
    INDArray input = normal(1, 4, IN);
    assertClose(network.output(input), engine.infer(input));
  }

  @Test
  void batchNormBehindAConvolutionAgreesToo() {
    Supplier<Model> network =
        () -> {
          MultiLayerNetwork chain =
              new MultiLayerNetwork(
                  configuration()
                      .list(
                          new ConvolutionLayer.Builder(3, 3)
                              .nOut(2)
                              .activation(Activation.TANH)
                              .build(),
                          batchNorm(true),
                          tanh(),
                          batchNorm(true))
                      .setInputType(InputType.convolutional(5, 5, 1))
                      .build());
          chain.init();
          return chain;
        };
    NetworkEngine fast = NetworkEngine.of(network.get());
    NetworkEngine reference = byDl4j(network.get());
    INDArray images = normal(1, 8, 25).reshape(8, 1, 5, 5);
    for (int i = 0; i < 3; i++) {
      INDArray gradient = normal(i, 8, 6);
      assertClose(fast.forward(images), reference.forward(images));
      assertClose(fast.backward(gradient), reference.backward(gradient));
      assertClose(fast.inputGradient(gradient), reference.inputGradient(gradient));
      fast.update();
      reference.update();
    }
    assertClose(fast.parameters(), reference.parameters());
  }

  @Test
  void passesInOtherThreadsThanTheFirstGiveTheSame() throws InterruptedException {
    NetworkEngine engine = NetworkEngine.of(chain(tanh(), batchNorm(true), tanh()));
    INDArray input = normal(1, 64, IN);
    INDArray gradient = normal(2, 64, 6);
    INDArray here = engine.forward(input);
    INDArray atInputHere = engine.inputGradient(gradient);
    List<INDArray> there = new ArrayList<>();
    Thread other =
        new Thread(
            () -> {
              there.add(engine.forward(input));
              there.add(engine.inputGradient(gradient));
            });
    other.start();
    other.join();
    assertThat(there).containsExactly(here, atInputHere);
  }

  @Test
  void trainingTwiceGivesTheSameBits() {
    assertThat(trained()).isEqualTo(trained());
  }

  private static INDArray trained() {
    NetworkEngine engine = NetworkEngine.of(chain(tanh(), batchNorm(true), tanh()));
    for (int i = 0; i < 20; i++) {
      engine.forward(normal(i, 64, IN));
      engine.backward(normal(i + 100, 64, 6));
      engine.update();
    }
    return engine.parameters();
  }

  @Test
  void inputOfTheWrongSizeIsRefused() {
    NetworkEngine engine = NetworkEngine.of(chain(tanh()));
    assertThatThrownBy(() -> engine.infer(normal(1, 8, IN + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 inputs")
        .hasMessageContaining("[8, 6]");
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    double[] a = actual.dup('c').reshape(actual.length()).toDoubleVector();
    double[] e = expected.dup('c').reshape(expected.length()).toDoubleVector();
    double largest = Math.max(1e-3, expected.amaxNumber().doubleValue());
    for (int i = 0; i < a.length; i++) {
      assertThat(Math.abs(a[i] - e[i]) / largest)
          .as("element %s: %s, expected %s", i, a[i], e[i])
          .isLessThan(1e-4);
    }
  }
}
