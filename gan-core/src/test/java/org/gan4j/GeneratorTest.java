package org.gan4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class GeneratorTest {
  private static final ImageShape SHAPE = ImageShape.gray(4, 6);

  private static final DenseLayer HIDDEN = dense(5, 8, Activation.TANH);
  private static final DenseLayer IMAGE = dense(8, 24, Activation.TANH);

  // What is accepted.

  static Stream<Arguments> accepted() {
    Map<String, Model> networks =
        Map.of(
            "dense",
            chain(HIDDEN, batchNorm(8), IMAGE),
            "dense of float",
            new MultiLayerNetwork(
                new NeuralNetConfiguration.Builder().list().layer(HIDDEN).layer(IMAGE).build()),
            "dense, then convolutional",
            new MultiLayerNetwork(
                SmallNetworks.builder()
                    .list(dense(5, 48, Activation.TANH), convolution(2, 1, Activation.TANH))
                    .inputPreProcessor(1, new FeedForwardToCnnPreProcessor(4, 6, 2))
                    .build()),
            "transposed convolutions",
            chain(
                new Deconvolution2D.Builder(4, 6)
                    .nIn(5)
                    .nOut(4)
                    .activation(Activation.LEAKYRELU)
                    .build(),
                batchNorm(4),
                convolution(4, 1, Activation.TANH)),
            "upsampling after tanh",
            new MultiLayerNetwork(
                SmallNetworks.builder()
                    .list(dense(5, 6, Activation.TANH), new Upsampling2D.Builder(2).build())
                    .inputPreProcessor(1, new FeedForwardToCnnPreProcessor(2, 3, 1))
                    .build()),
            "activation layer at the end",
            chain(HIDDEN, dense(8, 24, Activation.IDENTITY), new ActivationLayer(Activation.TANH)),
            "frozen layer that passes its gradient on",
            chain(new FrozenLayerWithBackprop(HIDDEN), IMAGE),
            "graph with vertices that reshape",
            graph(
                g ->
                    g.addInputs("latents")
                        .addLayer("hidden", HIDDEN, "latents")
                        .addLayer("image", IMAGE, "hidden")
                        .addVertex("shaped", new ReshapeVertex(-1, 1, 4, 6), "image")
                        .setOutputs("shaped")),
            "graph with a preprocessor vertex",
            graph(
                g ->
                    g.addInputs("latents")
                        .addLayer("image", dense(5, 24, Activation.TANH), "latents")
                        .addVertex(
                            "shaped",
                            new PreprocessorVertex(new FeedForwardToCnnPreProcessor(4, 6, 1)),
                            "image")
                        .setOutputs("shaped")),
            "graph with a preprocessor before a layer, upsampling after tanh",
            graph(
                g ->
                    g.addInputs("latents")
                        .addLayer("small", dense(5, 6, Activation.TANH), "latents")
                        .addLayer(
                            "large",
                            new Upsampling2D.Builder(2).build(),
                            new FeedForwardToCnnPreProcessor(2, 3, 1),
                            "small")
                        .setOutputs("large")));
    return networks.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void networkThatIsAcceptedIsInitialisedAndPlays(String name, Model network) {
    Generator generator = Generator.of(network, SHAPE);

    Pass pass = generator.forward(latents(4));
    INDArray images = pass.output();
    INDArray atLatents = pass.backward(images).get(0);
    INDArray before = generator.weights().parameters().dup();
    generator.update();

    assertThat(generator.network()).as(name).isSameAs(network);
    assertThat(generator.latentSize()).isEqualTo(5);
    assertThat(generator.valueRange()).isEqualTo(ValueRange.SIGNED);
    assertThat(generator.imageShape()).isEqualTo(SHAPE);
    assertThat(images.shape()).containsExactly(4, 1, 4, 6);
    assertThat(images.dataType()).isEqualTo(generator.dataType());
    assertThat(atLatents.shape()).containsExactly(4, 5);
    assertThat(atLatents.amaxNumber().doubleValue()).isPositive().isFinite();
    assertThat(generator.generate(latents(4)).shape()).containsExactly(4, 1, 4, 6);
    assertThat(generator.weights().parameters()).isNotEqualTo(before);
    assertThat(network.params()).isEqualTo(generator.weights().parameters());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void gradientsAreTheSlopesOfTheImages(String name, Model network) {
    Generator generator = Generator.of(network, SHAPE);
    if (generator.dataType() != DataType.DOUBLE) {
      return; // float is too coarse for differences
    }
    INDArray latents = latents(3);
    INDArray weights = Networks.normal(8, SHAPE.batch(3));
    INDArray atLatents = generator.forward(latents).backward(weights).get(0);

    Gradients.assertSlope(
        atLatents,
        latents,
        () -> generator.forward(latents).output().mul(weights).sumNumber().doubleValue());
    assertThat(generator.weights().gradients().amaxNumber().doubleValue()).as(name).isPositive();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void accumulateAddsTheGradientsThatBackwardAdds(String name, Model network) {
    Generator generator = Generator.of(network, SHAPE);
    INDArray gradient = Networks.normal(8, SHAPE.batch(3)).castTo(generator.dataType());
    Pass pass = generator.forward(latents(3).castTo(generator.dataType()));
    pass.accumulate(gradient);
    INDArray accumulated = generator.weights().gradients();
    pass.backward(gradient);

    INDArray ofBackward = generator.weights().gradients().sub(accumulated);
    double size = accumulated.norm2Number().doubleValue();
    double error = generator.dataType() == DataType.DOUBLE ? 1e-12 : 1e-5;
    assertThat(size).as(name).isPositive();
    assertThat(accumulated.distance2(ofBackward)).isLessThan(error * size);
  }

  @Test
  void updateAfterAccumulateIsThatAfterBackward() {
    Generator one = Generator.of(chain(HIDDEN, batchNorm(8), IMAGE), SHAPE);
    Generator other = Generator.of(chain(HIDDEN, batchNorm(8), IMAGE), SHAPE);
    INDArray gradient = Networks.normal(8, SHAPE.batch(3));
    INDArray before = one.weights().parameters().dup();
    one.forward(latents(3)).accumulate(gradient);
    one.update();
    other.forward(latents(3)).backward(gradient);
    other.update();

    assertThat(one.weights().parameters().distance2(before)).isGreaterThan(1e-3);
    assertThat(one.weights().parameters().distance2(other.weights().parameters()))
        .isLessThan(1e-12);
  }

  @Test
  void imagesOfAFlatNetworkAreItsValuesRowByRow() {
    MultiLayerNetwork network = chain(HIDDEN, IMAGE);
    INDArray latents = latents(3);
    INDArray images = Generator.of(network, SHAPE).generate(latents);

    INDArray rowByRow = Nd4j.zeros(DataType.DOUBLE, 3, 24);
    for (int i = 0; i < 3; i++) {
      for (int row = 0; row < 4; row++) {
        for (int column = 0; column < 6; column++) {
          rowByRow.putScalar(i, 6 * row + column, images.getDouble(i, 0, row, column));
        }
      }
    }
    Precision.assertNear(rowByRow, network.output(latents));
  }

  @Test
  void colourImagesComeChannelByChannel() {
    Generator generator =
        Generator.of(chain(HIDDEN, dense(8, 72, Activation.TANH)), ImageShape.rgb(4, 6));
    assertThat(generator.generate(latents(2)).shape()).containsExactly(2, 3, 4, 6);
  }

  @ParameterizedTest
  @CsvSource({"TANH, -1", "HARDTANH, -1", "SIGMOID, 0", "HARDSIGMOID, 0"})
  void rangeFollowsFromTheLastActivation(Activation activation, double min) {
    Generator generator = Generator.of(chain(HIDDEN, dense(8, 24, activation)), SHAPE);
    assertThat(generator.valueRange()).isEqualTo(new ValueRange(min, 1));
  }

  @Test
  void rangeIsThatOfTheLastActivationNotOfAnEarlierOne() {
    Generator generator =
        Generator.of(
            chain(HIDDEN, dense(8, 24, Activation.TANH), dense(24, 24, Activation.SIGMOID)), SHAPE);
    assertThat(generator.valueRange()).isEqualTo(ValueRange.UNIT);
  }

  @Test
  void rangeOfAnUnboundedEndIsAsGiven() {
    ValueRange range = new ValueRange(-3, 2);
    assertThat(
            Generator.of(chain(HIDDEN, dense(8, 24, Activation.IDENTITY)), SHAPE, range)
                .valueRange())
        .isEqualTo(range);
    assertThat(
            Generator.of(chain(dense(5, 24, Activation.TANH), batchNorm(24)), SHAPE, range)
                .valueRange())
        .isEqualTo(range);
    assertThat(
            Generator.of(chain(HIDDEN, dense(8, 24, Activation.RELU)), SHAPE, ValueRange.UNIT)
                .valueRange())
        .isEqualTo(ValueRange.UNIT);
    assertThat(Generator.of(chain(HIDDEN, IMAGE), SHAPE, ValueRange.SIGNED).valueRange())
        .isEqualTo(ValueRange.SIGNED);
  }

  @Test
  void generatedImageDependsOnItsOwnLatentsAloneAndTheTrainingPassDoesNot() {
    Generator generator = Generator.of(chain(HIDDEN, batchNorm(8), IMAGE), SHAPE);
    generator.forward(latents(6)).backward(Nd4j.ones(DataType.DOUBLE, SHAPE.batch(6)));
    generator.update(); // so that BatchNorm's running statistics are not at their start
    INDArray latents = latents(4);
    INDArray first = latents.get(NDArrayIndex.interval(0, 1));
    INDArray two = latents.get(NDArrayIndex.interval(0, 2));

    INDArray together = generator.generate(latents).get(NDArrayIndex.interval(0, 1));

    assertThat(generator.generate(first).distance2(together)).isLessThan(1e-12);
    assertThat(
            generator
                .forward(two)
                .output()
                .get(NDArrayIndex.interval(0, 1))
                .distance2(generator.forward(latents).output().get(NDArrayIndex.interval(0, 1))))
        .isGreaterThan(1e-3);
  }

  @Test
  void generateLeavesTheNetworkAsItIs() {
    Generator generator = Generator.of(chain(HIDDEN, batchNorm(8), IMAGE), SHAPE);
    INDArray before = generator.weights().parameters().dup();
    INDArray images = generator.generate(latents(4));
    generator.forward(latents(9)); // not even a training pass changes anything by itself

    Precision.assertSameBits(generator.generate(latents(4)), images);
    Precision.assertSameBits(generator.weights().parameters(), before);
  }

  // What is refused.

  @Test
  void nullIsRefused() {
    refused(null).hasMessageContaining("null").hasMessageContaining("MultiLayerNetwork");
  }

  @Test
  void outputLayersAreRefused() {
    OutputLayer output =
        new OutputLayer.Builder(LossFunction.MSE)
            .nIn(8)
            .nOut(24)
            .activation(Activation.TANH)
            .build();
    refused(chain(HIDDEN, output))
        .hasMessageContaining("OutputLayer")
        .hasMessageContaining("loss of its own")
        .hasMessageContaining("DenseLayer");
    refused(
            graph(
                g ->
                    g.addInputs("in")
                        .addLayer("hidden", HIDDEN, "in")
                        .addLayer("picture", output, "hidden")
                        .setOutputs("picture")))
        .hasMessageContaining("picture")
        .hasMessageContaining("loss of its own");
    refused(chain(HIDDEN, IMAGE, new LossLayer.Builder(LossFunction.MSE).build()))
        .hasMessageContaining("LossLayer")
        .hasMessageContaining("loss of its own");
  }

  @Test
  void networkThatGivesNoSuchImagesIsRefusedWithBothShapes() {
    MultiLayerNetwork network = chain(HIDDEN, dense(8, 100, Activation.TANH));
    assertThatThrownBy(() -> Generator.of(network, ImageShape.gray(28, 28)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[1, 100]")
        .hasMessageContaining("1x28x28")
        .hasMessageContaining("[1, 784]")
        .hasMessageContaining("[1, 1, 28, 28]");
    refused(
            new MultiLayerNetwork(
                SmallNetworks.builder()
                    .list(dense(5, 24, Activation.TANH), convolution(1, 1, Activation.TANH))
                    .inputPreProcessor(1, new FeedForwardToCnnPreProcessor(6, 4, 1))
                    .build()))
        .hasMessageContaining("[1, 1, 6, 4]")
        .hasMessageContaining("1x4x6");
  }

  @ParameterizedTest
  @EnumSource(names = {"IDENTITY", "RELU", "LEAKYRELU", "SOFTPLUS", "ELU"})
  void endOfUnknownRangeIsRefusedUnlessTheRangeIsGiven(Activation activation) {
    refused(chain(HIDDEN, dense(8, 24, activation)))
        .hasMessageContaining("range")
        .hasMessageContaining("tanh or sigmoid")
        .hasMessageContaining("Generator.of(network, shape, range)");
  }

  @Test
  void batchNormAtTheEndHasNoKnownRange() {
    refused(chain(dense(5, 24, Activation.TANH), batchNorm(24)))
        .hasMessageContaining("no activation")
        .hasMessageContaining("range");
  }

  @Test
  void verticesThatChangeValuesHaveNoKnownRange() {
    refused(
            graph(
                g ->
                    g.addInputs("in")
                        .addLayer("left", dense(5, 24, Activation.TANH), "in")
                        .addLayer("right", dense(5, 24, Activation.TANH), "in")
                        .addVertex(
                            "sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "left", "right")
                        .setOutputs("sum")))
        .hasMessageContaining("range");
    refused(
            graph(
                g ->
                    g.addInputs("in")
                        .addLayer("image", dense(5, 24, Activation.TANH), "in")
                        .addVertex("brighter", new ScaleVertex(2), "image")
                        .setOutputs("brighter")))
        .hasMessageContaining("range");
  }

  @Test
  void rangeThatContradictsTheLastActivationIsRefusedWithBoth() {
    refused(chain(HIDDEN, IMAGE), ValueRange.UNIT)
        .hasMessageContaining("tanh")
        .hasMessageContaining("[-1, 1]")
        .hasMessageContaining("[0, 1]");
    refused(chain(HIDDEN, dense(8, 24, Activation.SIGMOID)), ValueRange.SIGNED)
        .hasMessageContaining("sigmoid")
        .hasMessageContaining("[-1, 1]");
    refused(chain(HIDDEN, IMAGE, new DropoutLayer(0.5)), ValueRange.UNIT)
        .hasMessageContaining("tanh");
  }

  @ParameterizedTest
  @EnumSource(names = {"RELU", "SOFTPLUS"})
  void negativeRangeAfterAnActivationWithoutNegativeValuesIsRefused(Activation activation) {
    refused(chain(HIDDEN, dense(8, 24, activation)), ValueRange.SIGNED)
        .hasMessageContaining(activation.name().toLowerCase(Locale.ROOT))
        .hasMessageContaining("no negative values")
        .hasMessageContaining("[-1, 1]");
  }

  @Test
  void frozenLayersThatPassNoGradientAreRefused() {
    refused(chain(new FrozenLayer(HIDDEN), IMAGE))
        .hasMessageContaining("frozen")
        .hasMessageContaining("FrozenLayerWithBackprop");
    refused(chain(HIDDEN, new FrozenLayerWithBackprop(batchNorm(8)), IMAGE))
        .hasMessageContaining("frozen BatchNorm");
    refused(
            graph(
                g ->
                    g.addInputs("in")
                        .addLayer("hidden", HIDDEN, "in")
                        .addVertex("cold", new FrozenVertex(new ScaleVertex(2)), "hidden")
                        .addLayer("image", IMAGE, "cold")
                        .setOutputs("image")))
        .hasMessageContaining("\"cold\"");
  }

  private static ComputationGraph besideALabel() {
    return graph(
        g ->
            g.addInputs("latents", "label")
                .addVertex("both", new MergeVertex(), "latents", "label")
                .addLayer("image", dense(15, 24, Activation.TANH), "both")
                .setInputTypes(InputType.feedForward(5), InputType.feedForward(10))
                .setOutputs("image"));
  }

  @Test
  void inputsOfWhichNoShapeIsGivenAreRefused() {
    refused(besideALabel()).hasMessageContaining("2 inputs").hasMessageContaining("shapes of 1");
  }

  @Test
  void whatIsGivenBesideLatentsIsTheNextInput() {
    ComputationGraph network = besideALabel();
    Generator generator = Generator.of(network, SHAPE, SampleShape.vector(10));
    INDArray latents = latents(3);
    INDArray labels = Networks.normal(9, 3, 10);
    INDArray weights = Networks.normal(8, SHAPE.batch(3));

    INDArray images = generator.generate(latents, labels);
    List<INDArray> atInputs = generator.forward(latents, labels).backward(weights);

    assertThat(generator.latentSize()).isEqualTo(5);
    assertThat(images.shape()).containsExactly(3, 1, 4, 6);
    Precision.assertNear(images.dup().reshape(3, 24), network.outputSingle(latents, labels));
    DoubleSupplier value =
        () -> generator.forward(latents, labels).output().mul(weights).sumNumber().doubleValue();
    Gradients.assertSlope(atInputs.get(0), latents, value);
    Gradients.assertSlope(atInputs.get(1), labels, value);
  }

  @Test
  void networkThatDoesNotSayHowManyLatentsItTakesIsRefused() {
    refused(chain(new ActivationLayer(Activation.TANH), HIDDEN, IMAGE))
        .hasMessageContaining("latent values");
  }

  @Test
  void networkWithoutParametersIsRefused() {
    refused(chain(new ActivationLayer(Activation.TANH))).hasMessageContaining("no parameters");
    refused(activationAlone()).hasMessageContaining("no parameters");
  }

  private static ComputationGraph activationAlone() {
    return new ComputationGraph(
        Networks.graph()
            .addInputs("in")
            .setInputTypes(InputType.feedForward(SHAPE.size()))
            .addLayer("out", new ActivationLayer(Activation.TANH), "in")
            .setOutputs("out")
            .build());
  }

  @Test
  void latentsOfAnotherShapeAreRefusedWithBothShapes() {
    Generator generator = Generator.of(chain(HIDDEN, IMAGE), SHAPE);
    for (long[] shape : new long[][] {{2, 3}, {5}, {2, 5, 1, 1}, {5, 2}}) {
      INDArray latents = Nd4j.zeros(DataType.DOUBLE, shape);
      for (Runnable pass :
          new Runnable[] {() -> generator.generate(latents), () -> generator.forward(latents)}) {
        assertThatThrownBy(pass::run)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(Arrays.toString(shape))
            .hasMessageContaining("[batch, 5]");
      }
    }
  }

  @Test
  void gradientOfAnotherShapeIsRefusedWithItsShape() {
    Generator generator = Generator.of(chain(HIDDEN, IMAGE), SHAPE);
    Pass pass = generator.forward(latents(2));
    for (long[] shape : new long[][] {{2, 24}, {2, 1, 6, 4}}) {
      INDArray gradient = Nd4j.zeros(DataType.DOUBLE, shape);
      assertThatThrownBy(() -> pass.backward(gradient))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(Arrays.toString(shape))
          .hasMessageContaining("[batch, 1, 4, 6]");
      assertThatThrownBy(() -> pass.accumulate(gradient))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(Arrays.toString(shape))
          .hasMessageContaining("[batch, 1, 4, 6]");
    }
  }

  @Test
  void updateBeforeBackwardIsRefused() {
    Generator generator = Generator.of(chain(HIDDEN, IMAGE), SHAPE);
    generator.forward(latents(1));
    assertThatThrownBy(generator::update)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("backward");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(Model network) {
    return assertThatThrownBy(() -> Generator.of(network, SHAPE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(
      Model network, ValueRange range) {
    return assertThatThrownBy(() -> Generator.of(network, SHAPE, range))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static INDArray latents(int count) {
    return Networks.normal(count, count, 5);
  }
}
