package org.gan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gan4j.Networks.batchNorm;
import static org.gan4j.Networks.convolution;
import static org.gan4j.Networks.dense;
import static org.gan4j.Networks.dropout;
import static org.gan4j.Networks.pooling;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Gradients;
import org.gan4j.Networks;
import org.gan4j.loss.Losses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

class NetworkEngineTest {
  private static final int BATCH = 4;
  private final INDArray images = Networks.normal(1, Networks.SHAPE.batch(BATCH));
  private final INDArray atScores = Networks.normal(2, BATCH, 1);

  private static MultiLayerNetwork convolutional() {
    return Networks.discriminator(
        new Sgd(0.1),
        List.of(
            convolution(2),
            batchNorm(),
            pooling(PoolingType.MAX),
            dense(5, Activation.TANH),
            batchNorm()));
  }

  @Test
  void forwardAndBackwardGiveWhatTheMultiLayerNetworkGives() {
    MultiLayerNetwork reference = convolutional();
    NetworkEngine engine = NetworkEngine.of(convolutional());
    reference.setInput(images);
    List<INDArray> activations = reference.feedForward(true, false);
    var expected = reference.backpropGradient(atScores.dup(), null);

    EnginePass pass = engine.forward(images);
    assertClose(pass.output(), activations.get(activations.size() - 1));
    assertClose(pass.backward(atScores), expected.getSecond());
    assertClose(engine.gradients(), expected.getFirst().gradient());
  }

  @Test
  void inferGivesWhatTheMultiLayerNetworkGives() {
    NetworkEngine engine = NetworkEngine.of(convolutional());
    assertClose(engine.infer(images), convolutional().output(images));
  }

  @Test
  void graphGivesTheGradientAtItsInputThatDl4jKeepsToItself() {
    NetworkEngine engine = NetworkEngine.of(branchingGraph());
    INDArray input = Networks.normal(4, BATCH, 6);
    INDArray atInput = engine.forward(input).backward(atScores);

    Gradients.assertSlope(
        atInput,
        input,
        () -> engine.forward(input).output().mul(atScores).sumNumber().doubleValue());
  }

  @Test
  void graphGivesTheParameterGradientsOfDl4j() {
    INDArray input = Networks.normal(4, BATCH, 6);
    ComputationGraph reference = branchingGraph();
    reference.feedForward(new INDArray[] {input}, true, false);
    INDArray expected = reference.backpropGradient(atScores.dup()).gradient();
    NetworkEngine engine = NetworkEngine.of(branchingGraph());
    engine.forward(input).backward(atScores);
    assertClose(engine.gradients(), expected);
  }

  /** Its input feeds two layers and a sum. */
  private static ComputationGraph branchingGraph() {
    ComputationGraphConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(DataType.DOUBLE)
            .updater(new Sgd(0.1))
            .trainingWorkspaceMode(WorkspaceMode.NONE)
            .graphBuilder()
            .addInputs("in")
            .addLayer("left", dense(6, Activation.TANH), "in")
            .addLayer("norm", batchNorm(), "left")
            .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "norm", "in")
            .addLayer("right", dense(3, Activation.SIGMOID), "in")
            .addVertex("both", new MergeVertex(), "sum", "right")
            .addLayer("score", dense(1, Activation.IDENTITY), "both")
            .setInputTypes(InputType.feedForward(6))
            .setOutputs("score")
            .build();
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    return graph;
  }

  static Stream<Model> networksWithBatchNorm() {
    return Stream.of(convolutional(), branchingGraph());
  }

  @ParameterizedTest
  @MethodSource("networksWithBatchNorm")
  void trainedParametersAreViewsOfAllButTheRunningStatistics(Model network) {
    NetworkEngine weights = NetworkEngine.of(network);
    weights.parameters().assign(1);
    weights.trained().forEach(one -> one.assign(2));
    assertThat(network.paramTable())
        .hasSizeGreaterThan(weights.trained().size())
        .allSatisfy(
            (name, values) -> {
              double expected = name.matches(".*_(mean|var|log10stdev)") ? 1 : 2;
              assertThat(values.minNumber().doubleValue()).as(name).isEqualTo(expected);
              assertThat(values.maxNumber().doubleValue()).as(name).isEqualTo(expected);
            });
  }

  @Test
  void backwardPassesOfSeveralForwardPassesAddUp() {
    INDArray other = Networks.normal(9, Networks.SHAPE.batch(BATCH));
    NetworkEngine engine = NetworkEngine.of(convolutional());
    engine.forward(images).backward(atScores);
    INDArray first = engine.gradients();
    engine.update();
    NetworkEngine alone = NetworkEngine.of(convolutional());
    alone.forward(other).backward(atScores);
    INDArray second = alone.gradients();

    NetworkEngine both = NetworkEngine.of(convolutional());
    both.forward(images).backward(atScores);
    EnginePass ofOther = both.forward(other);
    ofOther.inputGradient(atScores);
    ofOther.backward(atScores);
    both.forward(images).backward(atScores);
    INDArray all = first.mul(2).add(second);

    assertClose(both.gradients(), all);
    INDArray before = both.parameters().dup();
    both.update();
    assertThat(both.gradients().sumNumber().doubleValue()).isZero();
    INDArray moved = before.sub(both.parameters());
    INDArray weightsOfConvolution = moved.get(interval(0, 18));
    assertClose(weightsOfConvolution, all.get(interval(0, 18)).mul(0.1)); // Sgd(0.1)
  }

  private static INDArrayIndex interval(long from, long to) {
    return NDArrayIndex.interval(from, to);
  }

  @Test
  void secondBackwardPassOfOneForwardPassSeesTheSameDropoutMaskAndStatistics() {
    NetworkEngine engine =
        NetworkEngine.of(
            Networks.discriminator(
                new Sgd(0.1),
                List.of(dense(30, Activation.TANH), dropout(), batchNorm(), dropout())));
    engine.seed(5);
    EnginePass pass = engine.forward(images);
    INDArray first = pass.inputGradient(atScores);
    INDArray second = pass.inputGradient(atScores);
    INDArray otherMask = engine.forward(images).inputGradient(atScores);

    assertThat(second).isEqualTo(first);
    assertThat(otherMask).isNotEqualTo(first);
  }

  @Test
  void runningStatisticsMoveInUpdateAndNowhereElse() {
    MultiLayerNetwork network = convolutional();
    NetworkEngine engine = NetworkEngine.of(network);
    INDArray mean = network.getLayer(1).getParam("mean");
    INDArray before = mean.dup();
    INDArray batch = network.feedForwardToLayer(0, images, false).get(1).dup();
    engine.forward(images);
    engine.forward(images).backward(atScores);
    assertThat(mean).isEqualTo(before);

    engine.update();

    INDArray expected = before.mul(0.8).add(batch.mean(0, 2, 3).mul(0.2));
    assertClose(mean, expected); // decay 0.8
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void severalBackwardPassesMoveRunningStatisticsOnceByTheirMean(boolean logarithms) {
    MultiLayerNetwork network =
        Networks.network(
            new Sgd(0.1),
            InputType.feedForward(3),
            List.of(
                new BatchNormalization.Builder().decay(0.8).useLogStd(logarithms).build(),
                dense(1, Activation.IDENTITY)));
    NetworkEngine engine = NetworkEngine.of(network);
    INDArray batch = Networks.normal(3, BATCH, 3).muli(10);
    for (int i = 0; i < 6; i++) { // by their sum, the variance would become negative
      engine.forward(batch).backward(atScores);
    }
    engine.update();

    assertClose(network.getLayer(0).getParam("mean"), batch.mean(0).mul(0.2));
    INDArray expected = batch.var(false, 0).mul(0.2).add(0.8); // 1 before
    INDArray variance =
        logarithms
            ? Transforms.exp(network.getLayer(0).getParam("log10stdev").mul(2 * Math.log(10)))
            : network.getLayer(0).getParam("var");
    assertClose(variance, expected);
  }

  @Test
  void inferenceOfAGraphWritesOverNothingThatIsStillNeeded() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(DataType.DOUBLE)
                .graphBuilder()
                .addInputs("in")
                .addLayer("relu", Networks.activation(Activation.RELU), "in")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "relu", "in")
                .addLayer("out", dense(2, Activation.IDENTITY), "sum")
                .setInputTypes(InputType.feedForward(4))
                .setOutputs("out")
                .build());
    graph.init();
    INDArray input = Networks.normal(8, BATCH, 4);
    INDArray copy = input.dup();
    NetworkEngine engine = NetworkEngine.of(graph);
    INDArray training = engine.forward(input).output();
    assertClose(engine.infer(input), training);
    assertThat(input).isEqualTo(copy);
  }

  @Test
  void weightNoiseIsDrawnAnewInEachPassAndSeesParametersAsTheyAre() {
    MultiLayerNetwork network =
        Networks.network(
            new Sgd(0.1),
            InputType.feedForward(3),
            List.of(
                new DenseLayer.Builder()
                    .nOut(8)
                    .activation(Activation.TANH)
                    .weightNoise(new DropConnect(0.5))
                    .build(),
                dense(1, Activation.IDENTITY)));
    NetworkEngine engine = NetworkEngine.of(network);
    INDArray batch = Networks.normal(3, BATCH, 3);
    INDArray first = engine.forward(batch).output();
    assertThat(engine.forward(batch).output()).isNotEqualTo(first);
  }

  @Test
  void gradientOfAnotherShapeThanTheOutputIsRefusedWithBoth() {
    NetworkEngine engine = NetworkEngine.of(convolutional());
    EnginePass pass = engine.forward(images);
    assertThatThrownBy(() -> pass.backward(Networks.normal(1, BATCH, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[4, 2]")
        .hasMessageContaining("[4, 1]");
  }

  /**
   * The reference is DL4J's own {@code fit} of the same network with an output layer: cross-entropy
   * of a sigmoid, which is the logistic loss of raw scores.
   */
  @Test
  void twentyUpdatesMoveParametersAsDl4jsOwnFitDoesWithAllThatConfigurationsMaySay() {
    MultiLayerNetwork reference = regularised(true);
    MultiLayerNetwork network = regularised(false);
    network.setParams(reference.params().dup());
    NetworkEngine engine = NetworkEngine.of(network);
    INDArray labels = Nd4j.ones(DataType.DOUBLE, BATCH, 1);
    for (int i = 0; i < 20; i++) {
      INDArray batch = Networks.normal(100 + i, BATCH, 6);
      reference.fit(new DataSet(batch, labels));
      EnginePass pass = engine.forward(batch);
      pass.backward(Losses.nonSaturating().real(pass.output()).gradient());
      engine.update();
    }
    assertClose(engine.parameters(), reference.params());
    assertThat(network.getIterationCount()).isEqualTo(20);
  }

  private static MultiLayerNetwork regularised(boolean withOutputLayer) {
    var list =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(DataType.DOUBLE)
            .updater(new Adam(new ExponentialSchedule(ScheduleType.ITERATION, 1e-2, 0.9)))
            .l2(1e-2)
            .gradientNormalization(GradientNormalization.ClipL2PerLayer)
            .gradientNormalizationThreshold(0.05)
            .constrainWeights(new MaxNormConstraint(0.9, 1))
            .list()
            .layer(new DenseLayer.Builder().nIn(6).nOut(5).activation(Activation.TANH).build())
            .layer(batchNorm())
            .layer(
                withOutputLayer
                    ? new OutputLayer.Builder(LossFunction.XENT)
                        .nIn(5)
                        .nOut(1)
                        .activation(Activation.SIGMOID)
                        .build()
                    : new DenseLayer.Builder()
                        .nIn(5)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
            .setInputType(InputType.feedForward(6));
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    return network;
  }

  @Test
  void updateOutOfOrderSaysWhatComesBefore() {
    NetworkEngine engine = NetworkEngine.of(convolutional());
    engine.forward(images);
    engine.infer(images);
    assertThatThrownBy(engine::update)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("backward");
  }

  @Test
  void gradientThatIsHandedInStaysAsItIs() {
    NetworkEngine engine = NetworkEngine.of(convolutional());
    INDArray copy = atScores.dup();
    INDArray sameImages = images.dup();
    engine.forward(images).backward(atScores);
    assertThat(atScores).isEqualTo(copy);
    assertThat(images).isEqualTo(sameImages);
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    double[] a = actual.dup('c').reshape(actual.length()).toDoubleVector();
    double[] e = expected.dup('c').reshape(expected.length()).toDoubleVector();
    assertThat(a).hasSameSizeAs(e);
    double largest = Math.max(1e-12, expected.amaxNumber().doubleValue());
    for (int i = 0; i < a.length; i++) {
      assertThat(Math.abs(a[i] - e[i]) / largest)
          .as("element %s: %s, expected %s", i, a[i], e[i])
          .isLessThan(1e-9);
    }
  }
}
