package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.Floats;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.ImageShape;
import org.gan4j.Latents;
import org.gan4j.NativeArrays;
import org.gan4j.Precision;
import org.gan4j.ValueRange;
import org.gan4j.data.PaddedImages;
import org.gan4j.data.digits.DrawnDigits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class FeatureExtractorTest {
  private static final Offset<Double> TINY = within(1e-5); // a few roundings of singles

  private static final ImageShape SHAPE = ImageShape.gray(1, 2);

  /** Hidden values (1 a + 2 b, 3 a - b), made positive; classes by their difference. */
  static List<Model> classifiers() {
    DenseLayer hidden =
        new DenseLayer.Builder().nIn(2).nOut(2).activation(Activation.RELU).name("hidden").build();
    OutputLayer output =
        new OutputLayer.Builder(LossFunction.MCXENT)
            .nIn(2)
            .nOut(2)
            .activation(Activation.SOFTMAX)
            .build();
    MultiLayerNetwork layers = new MultiLayerNetwork(builder().list(hidden, output).build());
    ComputationGraph graph =
        new ComputationGraph(
            builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("hidden", hidden, "in")
                .addLayer("out", output, "hidden")
                .setOutputs("out")
                .build());
    layers.init();
    graph.init();
    return List.of(weighted(layers), weighted(graph));
  }

  /** In the order of DL4J: weights column by column, then biases. */
  private static Model weighted(Model network) {
    network.params().assign(Nd4j.createFromArray(1d, 2, 3, -1, 0, 0, 1, 0, 0, 1, 0, 0));
    return network;
  }

  private static NeuralNetConfiguration.Builder builder() {
    return new NeuralNetConfiguration.Builder().seed(1).dataType(DataType.DOUBLE);
  }

  @ParameterizedTest
  @MethodSource("classifiers")
  void featuresAreWhatTheLastLayerTakesAndProbabilitiesWhatItGives(Model network) {
    FeatureExtractor extractor = extractor(network);
    try (INDArray images = images(1, 2, 0, 1);
        Features features = extractor.extract(images)) {
      assertThat(features.values().shape()).containsExactly(2, 2);
      assertThat(NativeArrays.values(features.values())).containsExactly(5, 1, 2, 0);
      double first = 1 / (1 + Math.exp(-4));
      double second = 1 / (1 + Math.exp(-2));
      assertThat(NativeArrays.values(features.probabilities().orElseThrow()))
          .containsExactly(new double[] {first, 1 - first, second, 1 - second}, within(1e-6));
      assertThat(NativeArrays.values(images)).containsExactly(1, 2, 0, 1);
    }
  }

  @ParameterizedTest
  @MethodSource("classifiers")
  void namedLayerGivesTheFeatures(Model network) {
    FeatureExtractor extractor =
        FeatureExtractor.of(network, "hidden", "two", SHAPE, ValueRange.UNIT);
    assertThat(extractor.name()).isEqualTo("two");
    assertThat(extractor.range()).isEqualTo(ValueRange.UNIT);
    try (Features features = extractor.extract(images(1, 2))) {
      assertThat(NativeArrays.values(features.values())).containsExactly(5, 1);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureExtractor.of(network, "x", "two", SHAPE, ValueRange.UNIT))
        .withMessageContainingAll("no layer 'x', but these: ", "hidden");
  }

  @ParameterizedTest
  @MethodSource("classifiers")
  void versionFollowsTheParameters(Model network) {
    String version = extractor(network).version();
    assertThat(version).matches("[0-9a-f]{12}").isEqualTo(extractor(network).version());
    network.params().putScalar(0, 1.001);
    assertThat(extractor(network).version()).isNotEqualTo(version);
  }

  @ParameterizedTest
  @MethodSource("classifiers")
  void otherImagesAreRefused(Model network) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> FeatureExtractor.of(network, "two", ImageShape.gray(3, 3), ValueRange.UNIT))
        .withMessageContaining("no features of images of 1x3x3");
    FeatureExtractor extractor = extractor(network);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> extractor.extract(Nd4j.zeros(1, 1, 2, 1)))
        .withMessageContaining("images of shape 1x1x2 were expected");
  }

  @Test
  void convolutionsTakeImagesAndTheirFeaturesAreFlattened() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            builder()
                .list(
                    new ConvolutionLayer.Builder(1, 1)
                        .nIn(1)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build(),
                    new ActivationLayer(Activation.TANH))
                .build());
    network.init();
    network.params().assign(Nd4j.createFromArray(0d, 1, 2, 3)); // biases 0 and 1, weights 2 and 3
    FeatureExtractor extractor =
        FeatureExtractor.of(network, "layer0", "two", SHAPE, ValueRange.SIGNED);
    try (Features features = extractor.extract(images(1, -1))) {
      assertThat(features.values().shape()).containsExactly(1, 4);
      assertThat(NativeArrays.values(features.values())).containsExactly(2, -2, 4, -2);
      assertThat(features.probabilities()).isEmpty();
    }
  }

  /** DL4J's own layers in double are the reference; in single they err as the engine may. */
  @Test
  void convolutionsOfAClassifierAreAsNearAsDl4js() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(7)
                .list(
                    new ConvolutionLayer.Builder(3, 3)
                        .nIn(1)
                        .nOut(4)
                        .activation(Activation.RELU)
                        .build(),
                    new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build(),
                    new DenseLayer.Builder().nOut(5).activation(Activation.RELU).build(),
                    new DenseLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.convolutional(8, 8, 1))
                .build());
    network.init();
    FeatureExtractor extractor =
        FeatureExtractor.of(network, "small", ImageShape.gray(8, 8), ValueRange.UNIT);
    try (INDArray images = Latents.UNIT.source(64, 1).sample(3).reshape(3, 1, 8, 8);
        Features features = extractor.extract(images)) {
      List<INDArray> single = network.feedForward(images.dup(), false);
      List<INDArray> exact =
          network
              .convertDataType(DataType.DOUBLE)
              .feedForward(images.castTo(DataType.DOUBLE), false);
      Precision.assertAsNear(features.values(), single.get(3), exact.get(3));
      Precision.assertAsNear(features.probabilities().orElseThrow(), single.get(4), exact.get(4));
    }
  }

  @Test
  void middleOfLargerImagesIsLookedAt() {
    FeatureExtractor inner = FeatureExtractor.pixels(ImageShape.gray(1, 2), 1, 2);
    FeatureExtractor extractor = FeatureExtractor.cropped(inner, ImageShape.gray(3, 5));
    float[] pixels = {0, 0, 0, 0, 0, 9, 1, 2, 9, 9, 0, 0, 0, 0, 0};
    try (INDArray images = NativeArrays.of(pixels, 1, 1, 3, 5);
        Features features = extractor.extract(images)) {
      assertThat(NativeArrays.values(features.values())).containsExactly(1, 2);
    }
    assertThat(extractor.name()).isEqualTo("pixels-1x2");
    assertThat(FeatureExtractor.cropped(inner, inner.shape())).isSameAs(inner);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureExtractor.cropped(inner, ImageShape.gray(3, 1)))
        .withMessageContaining("images of 1x3x1 have no middle of 1x1x2");
  }

  /** Both agree about which side has the wider border. */
  @Test
  void middleOfPaddedImagesIsTheImages() {
    DrawnDigits digits = DrawnDigits.of(3, 1);
    ImageShape shape = ImageShape.gray(33, 31);
    FeatureExtractor inner = FeatureExtractor.pixels(digits.shape(), 28, 28);
    Evaluator small = new Evaluator(inner, 1);
    Evaluator large = new Evaluator(FeatureExtractor.cropped(inner, shape), 1);
    Points expected = small.extract(ImageStream.of(digits)).points();
    Points padded = large.extract(ImageStream.of(PaddedImages.of(digits, 33, 31))).points();
    for (int i = 0; i < expected.size(); i++) {
      for (int k = 0; k < expected.dimensions(); k++) {
        assertThat(padded.get(i, k)).isEqualTo(expected.get(i, k));
      }
    }
  }

  @Test
  void tilesAreMeansOfTheirPixelsChannelByChannel() {
    FeatureExtractor extractor = FeatureExtractor.pixels(new ImageShape(2, 2, 4), 1, 2);
    float[] pixels = {0, 1, 4, 4, 0, 3, 4, 8, 1, 1, 1, 1, 2, 2, 2, 2};
    try (INDArray images = NativeArrays.of(pixels, 1, 2, 2, 4);
        Features features = extractor.extract(images)) {
      assertThat(NativeArrays.values(features.values())).containsExactly(1, 5, 1.5, 1.5);
    }
    assertThat(extractor.name()).isEqualTo("pixels-1x2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureExtractor.pixels(ImageShape.gray(28, 28), 7, 29))
        .withMessageContaining("28 x 28 pixels cannot be divided into 7 x 29 tiles");
  }

  @Test
  void tilesThatDoNotDivideASideAreMeansOfAsManyPixelsAsTheyHave() {
    FeatureExtractor extractor = FeatureExtractor.pixels(ImageShape.gray(3, 5), 2, 2);
    float[] pixels = {
      1, 2, 3, 10, 20,
      4, 5, 6, 30, 40,
      7, 8, 9, 50, 60,
    };
    float[] twice = Floats.concat(pixels, pixels);
    try (INDArray images = NativeArrays.of(twice, 2, 1, 3, 5);
        Features features = extractor.extract(images)) {
      double[] means = NativeArrays.values(features.values());
      assertThat(Arrays.copyOf(means, 4)).containsExactly(new double[] {3.5, 25, 8, 55}, TINY);
      assertThat(Arrays.copyOfRange(means, 4, 8)).containsExactly(Arrays.copyOf(means, 4));
    }
  }

  @ParameterizedTest
  @MethodSource("classifiers")
  void stackedImagesHaveAllCombinationsOfClasses(Model network) {
    FeatureExtractor stacked = FeatureExtractor.stacked(extractor(network), 2);
    assertThat(stacked.shape()).isEqualTo(new ImageShape(2, 1, 2));
    double first = 1 / (1 + Math.exp(-4));
    double second = 1 / (1 + Math.exp(-2));
    try (INDArray images = NativeArrays.of(new float[] {0, 0, 0, 0, 1, 2, 0, 1}, 2, 2, 1, 2);
        Features features = stacked.extract(images)) {
      assertThat(features.values().shape()).containsExactly(2, 4);
      assertThat(NativeArrays.values(features.values())).containsExactly(0, 0, 0, 0, 5, 1, 2, 0);
      assertThat(NativeArrays.values(features.probabilities().orElseThrow()))
          .containsExactly(
              new double[] {
                0.25,
                0.25,
                0.25,
                0.25,
                first * second,
                first * (1 - second),
                (1 - first) * second,
                (1 - first) * (1 - second)
              },
              within(1e-6));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> FeatureExtractor.stacked(stacked, 3));
  }

  private static FeatureExtractor extractor(Model network) {
    return FeatureExtractor.of(network, "two", SHAPE, ValueRange.UNIT);
  }

  private static INDArray images(float... pixels) {
    return NativeArrays.of(pixels, pixels.length / 2, 1, 1, 2);
  }
}
