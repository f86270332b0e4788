package org.gan4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.gan4j.SmallNetworks.batchNorm;
import static org.gan4j.SmallNetworks.chain;
import static org.gan4j.SmallNetworks.convolution;
import static org.gan4j.SmallNetworks.dense;
import static org.gan4j.SmallNetworks.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class DiscriminatorTest {
  private static final ImageShape SHAPE = ImageShape.gray(4, 6);
  private static final SampleShape LABEL = SampleShape.vector(10);

  private static final DenseLayer HIDDEN = dense(24, 8, Activation.TANH);
  private static final DenseLayer SCORE = dense(8, 1, Activation.IDENTITY);

  // What is accepted.

  static Stream<Arguments> accepted() {
    Map<String, Model> networks =
        Map.of(
            "dense",
            chain(HIDDEN, batchNorm(8), SCORE),
            "dense of float",
            new MultiLayerNetwork(
                new NeuralNetConfiguration.Builder().list().layer(HIDDEN).layer(SCORE).build()),
            "convolutional",
            new MultiLayerNetwork(
                SmallNetworks.builder()
                    .list(convolution(1, 3, Activation.TANH), batchNorm(3), score())
                    .setInputType(InputType.convolutional(4, 6, 1))
                    .build()),
            "convolutional behind a preprocessor of flat images",
            new MultiLayerNetwork(
                SmallNetworks.builder()
                    .list(convolution(1, 3, Activation.TANH), score())
                    .setInputType(InputType.convolutionalFlat(4, 6, 1))
                    .build()),
            "score of an activation layer",
            chain(
                HIDDEN, dense(8, 1, Activation.IDENTITY), new ActivationLayer(Activation.IDENTITY)),
            "dense frozen layer that passes its gradient on",
            chain(new FrozenLayerWithBackprop(HIDDEN), SCORE),
            "graph",
            graph(
                g ->
                    g.addInputs("image")
                        .addLayer("left", dense(24, 4, Activation.TANH), "image")
                        .addLayer("right", dense(24, 4, Activation.SIGMOID), "image")
                        .addVertex("both", new MergeVertex(), "left", "right")
                        .addLayer("score", SCORE, "both")
                        .setOutputs("score")),
            "graph with preprocessors",
            graph(
                g ->
                    g.addInputs("image")
                        .addLayer("convolution", convolution(1, 3, Activation.TANH), "image")
                        .addLayer("score", score(), "convolution")
                        .setInputTypes(InputType.convolutional(4, 6, 1))
                        .setOutputs("score")),
            "graph with vertices that reshape",
            graph(
                g ->
                    g.addInputs("image")
                        .addVertex(
                            "image again",
                            new PreprocessorVertex(new FeedForwardToCnnPreProcessor(4, 6, 1)),
                            "image")
                        .addLayer("convolution", convolution(1, 3, Activation.TANH), "image again")
                        .addVertex(
                            "flat",
                            new PreprocessorVertex(new CnnToFeedForwardPreProcessor(4, 6, 3)),
                            "convolution")
                        .addVertex("row", new ReshapeVertex(-1, 72), "flat")
                        .addLayer("score", dense(72, 1, Activation.IDENTITY), "row")
                        .setOutputs("score")));
    return networks.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  private static DenseLayer score() {
    return new DenseLayer.Builder().nOut(1).activation(Activation.IDENTITY).build();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void networkThatIsAcceptedIsInitialisedAndPlays(String name, Model network) {
    Discriminator discriminator = Discriminator.of(network, SHAPE);
    INDArray images = images(5).castTo(discriminator.dataType());

    Pass pass = discriminator.forward(images);
    INDArray scores = pass.output();
    INDArray atImages = pass.backward(scores).get(0);
    INDArray before = discriminator.weights().parameters().dup();
    discriminator.update();

    assertThat(discriminator.network()).as(name).isSameAs(network);
    assertThat(discriminator.imageShape()).isEqualTo(SHAPE);
    assertThat(scores.shape()).containsExactly(5, 1);
    assertThat(atImages.shape()).containsExactly(5, 1, 4, 6);
    assertThat(atImages.amaxNumber().doubleValue()).isPositive().isFinite();
    assertThat(discriminator.score(images).shape()).containsExactly(5, 1);
    assertThat(discriminator.weights().parameters()).isNotEqualTo(before);
    assertThat(network.params()).isEqualTo(discriminator.weights().parameters());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void accumulateAddsTheGradientsThatBackwardAdds(String name, Model network) {
    Discriminator discriminator = Discriminator.of(network, SHAPE);
    INDArray gradient = Networks.normal(8, 5, 1).castTo(discriminator.dataType());
    Pass pass = discriminator.forward(images(5).castTo(discriminator.dataType()));
    pass.accumulate(gradient);
    INDArray accumulated = discriminator.weights().gradients();
    pass.backward(gradient);

    INDArray ofBackward = discriminator.weights().gradients().sub(accumulated);
    double size = accumulated.norm2Number().doubleValue();
    double error = discriminator.dataType() == DataType.DOUBLE ? 1e-12 : 1e-5;
    assertThat(size).as(name).isPositive();
    assertThat(accumulated.distance2(ofBackward)).isLessThan(error * size);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void gradientAtTheImagesIsTheSlopeOfTheScores(String name, Model network) {
    Discriminator discriminator = Discriminator.of(network, SHAPE);
    if (discriminator.dataType() != DataType.DOUBLE) {
      return; // float is too coarse for differences
    }
    INDArray images = images(3);
    INDArray weights = Networks.normal(8, 3, 1);
    INDArray atImages = discriminator.forward(images).inputGradients(weights).get(0);

    Gradients.assertSlope(
        atImages,
        images,
        () -> discriminator.forward(images).output().mul(weights).sumNumber().doubleValue());
    assertThat(discriminator.weights().gradients().amaxNumber().doubleValue()).as(name).isZero();
  }

  @Test
  void networkThatWasInitialisedKeepsItsParameters() {
    MultiLayerNetwork network = chain(HIDDEN, SCORE);
    network.init();
    INDArray before = network.params().dup();

    Discriminator discriminator = Discriminator.of(network, SHAPE);

    assertThat(discriminator.weights().parameters()).isEqualTo(before);
    discriminator.weights().parameters().putScalar(0, 7.5);
    assertThat(network.params().getDouble(0)).isEqualTo(7.5);
  }

  @Test
  void dataTypeIsTheNetworks() {
    assertThat(Discriminator.of(chain(HIDDEN, SCORE), SHAPE).dataType()).isEqualTo(DataType.DOUBLE);
  }

  @Test
  void imagesAreReadInTheirOrderWhateverTheirMemoryLayout() {
    Discriminator discriminator = Discriminator.of(chain(HIDDEN, SCORE), SHAPE);
    INDArray images = images(3);
    INDArray inside = Nd4j.zeros(DataType.DOUBLE, 3, 2, 4, 6);
    INDArray view =
        inside.get(
            NDArrayIndex.all(),
            NDArrayIndex.interval(1, 2),
            NDArrayIndex.all(),
            NDArrayIndex.all());
    view.assign(images);

    INDArray scores = discriminator.score(images);

    close(discriminator.score(images.dup('f')), scores);
    close(discriminator.score(view), scores);
    close(discriminator.score(images.castTo(DataType.FLOAT)), scores, 1e-5);
  }

  @Test
  void scoreDependsOnItsOwnImageAloneAndTheTrainingPassDoesNot() {
    Discriminator discriminator = Discriminator.of(chain(HIDDEN, batchNorm(8), SCORE), SHAPE);
    discriminator.forward(images(6)).backward(Nd4j.ones(DataType.DOUBLE, 6, 1));
    discriminator.update();
    INDArray images = images(4);
    INDArray first = images.get(NDArrayIndex.interval(0, 1));
    INDArray two = images.get(NDArrayIndex.interval(0, 2));

    double together = discriminator.score(images).getDouble(0);

    assertThat(discriminator.score(first).getDouble(0)).isCloseTo(together, within(1e-12));
    assertThat(discriminator.forward(two).output().getDouble(0))
        .isNotCloseTo(discriminator.forward(images).output().getDouble(0), within(1e-3));
  }

  // More than one score, input or output.

  @Test
  void severalScoresForAnImageAreTaken() {
    Discriminator discriminator =
        Discriminator.of(chain(HIDDEN, dense(8, 2, Activation.IDENTITY)), SHAPE);

    assertThat(discriminator.score(images(3)).shape()).containsExactly(3, 2);
    assertSlopes(discriminator, Networks.normal(8, 3, 2), images(3));
  }

  @Test
  void scoresForPartsOfAnImageAreTaken() {
    Discriminator discriminator =
        Discriminator.of(chain(convolution(1, 1, Activation.IDENTITY)), SHAPE);

    assertThat(discriminator.score(images(3)).shape()).containsExactly(3, 1, 4, 6);
    assertSlopes(discriminator, Networks.normal(8, 3, 1, 4, 6), images(3));
  }

  private static ComputationGraph besideALabel() {
    return graph(
        g ->
            g.addInputs("image", "label")
                .addVertex("both", new MergeVertex(), "image", "label")
                .addLayer("hidden", dense(34, 8, Activation.TANH), "both")
                .addLayer("score", SCORE, "hidden")
                .setOutputs("score"));
  }

  @Test
  void whatIsGivenBesideImagesIsTheNextInput() {
    ComputationGraph network = besideALabel();
    Discriminator discriminator = Discriminator.of(network, SHAPE, LABEL);
    INDArray images = images(3);
    INDArray labels = Networks.normal(9, 3, 10);

    Precision.assertNear(
        discriminator.score(images, labels),
        network.outputSingle(images.dup().reshape(3, 24), labels));
    assertSlopes(discriminator, Networks.normal(8, 3, 1), images, labels);
  }

  @Test
  void firstOutputIsTheScores() {
    ComputationGraph network =
        graph(
            g ->
                g.addInputs("in")
                    .addLayer("hidden", HIDDEN, "in")
                    .addLayer("score", SCORE, "hidden")
                    .addLayer("class", dense(8, 10, Activation.IDENTITY), "hidden")
                    .setOutputs("score", "class"));
    Discriminator discriminator = Discriminator.of(network, SHAPE);
    INDArray images = images(3);
    INDArray[] outputs = network.output(images.dup().reshape(3, 24));

    Precision.assertNear(discriminator.score(images), outputs[0]);
    Precision.assertNear(discriminator.infer(images).get(1), outputs[1]);
    Pass pass = discriminator.forward(images);
    assertThat(pass.outputs()).hasSize(2);
    assertThatThrownBy(pass::output)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("there are 2 outputs, not one");
  }

  /** Compares the gradients at all inputs, and those of the parameters, with differences. */
  private static void assertSlopes(Player player, INDArray weights, INDArray... inputs) {
    List<INDArray> atInputs = player.forward(inputs).backward(weights);
    DoubleSupplier value =
        () -> player.forward(inputs).output().mul(weights).sumNumber().doubleValue();
    assertThat(atInputs).hasSize(inputs.length);
    for (int i = 0; i < inputs.length; i++) {
      Gradients.assertSlope(atInputs.get(i), inputs[i], value);
    }
    Gradients.assertSlope(player.weights().gradients(), player.weights().parameters(), value);
  }

  // What is refused.

  @Test
  void nullIsRefused() {
    refused(null).hasMessageContaining("null").hasMessageContaining("MultiLayerNetwork");
  }

  @Test
  void modelThatIsNoNetworkIsRefusedWithItsKind() {
    MultiLayerNetwork network = chain(HIDDEN, SCORE);
    network.init();
    refused(network.getLayer(0))
        .hasMessageContaining("DenseLayer")
        .hasMessageContaining("ComputationGraph");
  }

  @Test
  void outputLayersAreRefused() {
    OutputLayer output =
        new OutputLayer.Builder(LossFunction.XENT)
            .nIn(8)
            .nOut(1)
            .activation(Activation.SIGMOID)
            .name("judge")
            .build();
    LossLayer loss = new LossLayer.Builder(LossFunction.XENT).build();
    refused(chain(HIDDEN, output))
        .hasMessageContaining("loss of its own")
        .hasMessageContaining("DenseLayer");
    refused(
            graph(
                g ->
                    g.addInputs("in")
                        .addLayer("hidden", HIDDEN, "in")
                        .addLayer("judge", output, "hidden")
                        .setOutputs("judge")))
        .hasMessageContaining("judge")
        .hasMessageContaining("OutputLayer")
        .hasMessageContaining("loss of its own");
    refused(chain(HIDDEN, SCORE, loss))
        .hasMessageContaining("LossLayer")
        .hasMessageContaining("loss of its own");
    refused(chain(convolution(1, 1, Activation.IDENTITY), new CnnLossLayer.Builder().build()))
        .hasMessageContaining("CnnLossLayer");
  }

  @ParameterizedTest
  @EnumSource(names = {"SIGMOID", "TANH", "RELU", "LEAKYRELU", "SOFTMAX", "SOFTPLUS"})
  void squashedScoresAreRefused(Activation activation) {
    refused(chain(HIDDEN, dense(8, 1, activation)))
        .hasMessageContaining("ends in " + activation.name().toLowerCase(Locale.ROOT))
        .hasMessageContaining("raw scores")
        .hasMessageContaining("Activation.IDENTITY");
    refused(chain(HIDDEN, SCORE, new ActivationLayer(activation)))
        .hasMessageContaining("raw scores");
    refused(
            graph(
                g ->
                    g.addInputs("in")
                        .addLayer("hidden", HIDDEN, "in")
                        .addLayer("score", dense(8, 1, activation), "hidden")
                        .addVertex("shaped", new ReshapeVertex(-1, 1), "score")
                        .setOutputs("shaped")))
        .hasMessageContaining("raw scores");
  }

  @Test
  void scoreWithoutAnActivationOfItsOwnIsRefusedAsDeeplearning4jsDefaultIsSigmoid() {
    refused(chain(HIDDEN, new DenseLayer.Builder().nIn(8).nOut(1).build()))
        .hasMessageContaining("sigmoid")
        .hasMessageContaining("Activation.IDENTITY");
  }

  @Test
  void severalScoresForEachPartOfAnImageAreRefused() {
    refused(chain(convolution(1, 2, Activation.IDENTITY)))
        .hasMessageContaining("[1, 2, 4, 6]")
        .hasMessageContaining("it has to give scores");
  }

  @Test
  void networkForOtherImagesIsRefused() {
    refused(chain(dense(25, 8, Activation.TANH), SCORE))
        .hasMessageContaining("25")
        .hasMessageContaining("[1, 24]");
    refused(
            new MultiLayerNetwork(
                SmallNetworks.builder()
                    .list(convolution(3, 3, Activation.TANH), score())
                    .setInputType(InputType.convolutional(4, 6, 3))
                    .build()))
        .hasMessageContaining("[1, 1, 4, 6]");
  }

  @Test
  void frozenLayersThatPassNoGradientAreRefused() {
    refused(chain(new FrozenLayer(HIDDEN), SCORE))
        .hasMessageContaining("frozen")
        .hasMessageContaining("FrozenLayerWithBackprop");
    refused(
            graph(
                g ->
                    g.addInputs("in")
                        .addLayer("cold", new FrozenLayer(HIDDEN), "in")
                        .addLayer("score", SCORE, "cold")
                        .setOutputs("score")))
        .hasMessageContaining("frozen");
    refused(
            graph(
                g ->
                    g.addInputs("in")
                        .addLayer("hidden", HIDDEN, "in")
                        .addVertex("cold", new FrozenVertex(new ScaleVertex(2)), "hidden")
                        .addLayer("score", SCORE, "cold")
                        .setOutputs("score")))
        .hasMessageContaining("\"cold\"")
        .hasMessageContaining("frozen");
  }

  @Test
  void frozenBatchNormIsRefused() {
    refused(chain(HIDDEN, new FrozenLayerWithBackprop(batchNorm(8)), SCORE))
        .hasMessageContaining("frozen BatchNorm")
        .hasMessageContaining("gradient");
    refused(
            graph(
                g ->
                    g.addInputs("in")
                        .addLayer("hidden", HIDDEN, "in")
                        .addLayer("norm", new FrozenLayerWithBackprop(batchNorm(8)), "hidden")
                        .addLayer("score", SCORE, "norm")
                        .setOutputs("score")))
        .hasMessageContaining("frozen BatchNorm");
  }

  @Test
  void inputsOfWhichNoShapeIsGivenAreRefused() {
    refused(besideALabel()).hasMessageContaining("2 inputs").hasMessageContaining("shapes of 1");
    assertThatThrownBy(() -> Discriminator.of(chain(HIDDEN, SCORE), SHAPE, LABEL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 inputs")
        .hasMessageContaining("shapes of 2");
    assertThatThrownBy(() -> Discriminator.of(besideALabel(), SHAPE, SampleShape.vector(9)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[1, 24] with [1, 9]");
  }

  @Test
  void inputsOfAnotherCountOrShapeAreRefused() {
    Discriminator discriminator = Discriminator.of(besideALabel(), SHAPE, LABEL);
    for (Runnable pass :
        new Runnable[] {
          () -> discriminator.score(images(2)), () -> discriminator.forward(images(2))
        }) {
      assertThatThrownBy(pass::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the network takes 2 inputs, and was given 1");
    }
    assertThatThrownBy(() -> discriminator.score(images(2), Networks.normal(1, 2, 9)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[2, 9]")
        .hasMessageContaining("[batch, 10]");
  }

  @Test
  void imagesOfAnotherShapeAreRefusedWithBothShapes() {
    Discriminator discriminator = Discriminator.of(chain(HIDDEN, SCORE), SHAPE);
    for (long[] shape : new long[][] {{2, 24}, {2, 1, 6, 4}, {2, 3, 4, 6}, {1, 4, 6}}) {
      INDArray images = Nd4j.zeros(DataType.DOUBLE, shape);
      for (Runnable pass :
          new Runnable[] {() -> discriminator.score(images), () -> discriminator.forward(images)}) {
        assertThatThrownBy(pass::run)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(Arrays.toString(shape))
            .hasMessageContaining("[batch, 1, 4, 6]");
      }
    }
  }

  @Test
  void updateBeforeBackwardIsRefused() {
    Discriminator discriminator = Discriminator.of(chain(HIDDEN, SCORE), SHAPE);
    assertThatThrownBy(discriminator::update)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("backward");
    discriminator.forward(images(1)).inputGradients(Nd4j.ones(DataType.DOUBLE, 1, 1));
    assertThatThrownBy(discriminator::update)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("backward");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(Model network) {
    return assertThatThrownBy(() -> Discriminator.of(network, SHAPE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static INDArray images(int count) {
    return Networks.normal(count, SHAPE.batch(count));
  }

  private static void close(INDArray actual, INDArray expected) {
    close(actual, expected, 1e-12);
  }

  private static void close(INDArray actual, INDArray expected, double error) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.distance2(expected)).isLessThan(error);
  }
}
