package org.gan4j.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.Latents;
import org.gan4j.ValueRange;
import org.gan4j.data.Batching;
import org.gan4j.game.UpdateScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

/** The families with convolutions, against what the tutorials write. */
class DcganTest {
  private static final IUpdater OPTIMISER = new Sgd(0.1);
  private static final GanModel TRANSPOSED = TanhDcgan.transposedModel();
  private static final GanModel UPSAMPLING = TanhDcgan.upsamplingModel();
  private static final GanModel RELU = ReluDcgan.model();

  @Test
  void tanhNetworksHaveTheParametersOfKerasSummary() {
    int dense = 100 * 1024 + 1024 + 1024 * 6272 + 6272;
    int batchNorm = 4 * 6272;
    int convolutions = 5 * 5 * 128 * 64 + 64 + 5 * 5 * 64 * 1 + 1;
    for (GanModel model : List.of(TRANSPOSED, UPSAMPLING)) {
      assertThat(generator(model).numParams())
          .isEqualTo(dense + batchNorm + convolutions)
          .isEqualTo(6_763_777);
      assertThat(discriminator(model).numParams())
          .isEqualTo(
              (5 * 5 * 1 * 64 + 64)
                  + (5 * 5 * 64 * 128 + 128)
                  + (5 * 5 * 128 * 1024 + 1024)
                  + (1024 + 1))
          .isEqualTo(3_485_441);
    }
  }

  @Test
  void reluNetworksHaveTheParametersOfKerasSummary() {
    int dense = 100 * 4 * 4 * 256;
    int batchNorms = 4 * (4096 + 128 + 64);
    int convolutions = 3 * 3 * (256 * 128 + 128 * 64 + 64 * 32 + 32 * 1);

    assertThat(generator(RELU).numParams())
        .isEqualTo(dense + batchNorms + convolutions)
        .isEqualTo(814_112);
    assertThat(discriminator(RELU).numParams())
        .isEqualTo((4 * 4 * 1 * 32 + 32) + (4 * 4 * 32 * 64 + 64) + (8 * 8 * 64 + 1))
        .isEqualTo(37_473);
  }

  @Test
  void tanhLayersComeInTheTutorialsOrder() {
    assertThat(texts(generator(TRANSPOSED)))
        .containsExactly(
            "dense 100-1024 tanh",
            "dense 1024-6272 identity",
            "BatchNorm 6272 0.99",
            "tanh",
            "transposed 128-64 5x5/2 Same tanh",
            "transposed 64-1 5x5/2 Same tanh");
    assertThat(texts(generator(UPSAMPLING)))
        .containsExactly(
            "dense 100-1024 tanh",
            "dense 1024-6272 identity",
            "BatchNorm 6272 0.99",
            "tanh",
            "Upsampling2D",
            "convolution 128-64 5x5/1 Same tanh",
            "Upsampling2D",
            "convolution 64-1 5x5/1 Same tanh");
    for (GanModel model : List.of(TRANSPOSED, UPSAMPLING)) {
      assertThat(texts(discriminator(model)))
          .containsExactly(
              "convolution 1-64 5x5/1 Same tanh",
              "SubsamplingLayer",
              "convolution 64-128 5x5/1 Truncate tanh",
              "SubsamplingLayer",
              "dense 3200-1024 tanh",
              "dense 1024-1 identity");
    }
  }

  @Test
  void reluLayersComeInTheTutorialsOrder() {
    assertThat(texts(generator(RELU)))
        .containsExactly(
            "dense 100-4096 identity without bias",
            "BatchNorm 4096 0.99",
            "relu",
            "Upsampling2D",
            "convolution 256-128 3x3/1 Same identity without bias",
            "BatchNorm 128 0.99",
            "relu",
            "Upsampling2D",
            "convolution 128-64 3x3/1 Same identity without bias",
            "BatchNorm 64 0.99",
            "relu",
            "transposed 64-32 3x3/2 Same identity without bias",
            "transposed 32-1 3x3/1 Same sigmoid without bias");
    assertThat(texts(discriminator(RELU)))
        .containsExactly(
            "convolution 1-32 4x4/2 Same relu",
            "DropoutLayer",
            "convolution 32-64 4x4/2 Same relu",
            "DropoutLayer",
            "dense 4096-1 identity");
  }

  static Stream<Arguments> sizes() {
    return Stream.of(
        arguments(TRANSPOSED, ImageShape.rgb(12, 20)),
        arguments(UPSAMPLING, ImageShape.gray(16, 12)),
        arguments(RELU, ImageShape.rgb(16, 8)));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void sizesFollowFromImagesAndLatents(GanModel model, ImageShape shape) {
    GanModel small = model.with(recipe -> recipe.withLatentSize(7));
    Generator generator = small.generator(shape, 1);
    Discriminator discriminator = small.discriminator(shape, 1);

    assertThat(generator.latentSize()).isEqualTo(7);
    var images = generator.generate(Latents.NORMAL.source(7, 1).sample(2));
    assertThat(images.shape()).containsExactly(shape.batch(2));
    assertThat(discriminator.score(images).shape()).containsExactly(2, 1);
  }

  static Stream<Arguments> wrongSizes() {
    return Stream.of(
        arguments(TRANSPOSED, ImageShape.gray(30, 28), "1x30x28", "4 and at least 12"),
        arguments(UPSAMPLING, ImageShape.gray(28, 27), "1x28x27", "4 and at least 12"),
        arguments(TRANSPOSED, ImageShape.gray(8, 28), "1x8x28", "4 and at least 12"),
        arguments(RELU, ImageShape.gray(28, 28), "1x28x28", "8 and at least 8"),
        arguments(RELU, ImageShape.rgb(32, 12), "3x32x12", "8 and at least 8"));
  }

  @ParameterizedTest
  @MethodSource("wrongSizes")
  void sizesThatCannotBeAreRefusedWithThoseThatCan(
      GanModel model, ImageShape shape, String given, String needed) {
    String message =
        ("images of %s do not fit: the networks need a height and a width that are multiples of %s;"
                + " choose other data or another model")
            .formatted(given, needed);

    assertThatThrownBy(() -> model.generator(shape, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> model.discriminator(shape, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void latentVectorsHaveAtLeastOneValue() {
    for (GanModel model : List.of(TRANSPOSED, RELU)) {
      assertThatThrownBy(() -> layered(model).generator(model.shape(), 0, OPTIMISER, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not 0");
    }
  }

  @Test
  void recipesAreTheTutorials() {
    assertThat(TRANSPOSED.settings().latents()).isEqualTo(Latents.NORMAL);
    assertThat(TRANSPOSED.settings().batching()).isEqualTo(Batching.RANDOM);
    assertThat(TRANSPOSED.settings().scheme()).isEqualTo(UpdateScheme.SEPARATE);
    assertOptimiser(TRANSPOSED, new Adam(2e-4, 0.5, 0.999, 1e-7));

    assertThat(UPSAMPLING.settings().latents()).isEqualTo(Latents.UNIFORM);
    assertThat(UPSAMPLING.settings().batching()).isEqualTo(Batching.IN_ORDER);
    assertThat(UPSAMPLING.settings().scheme()).isEqualTo(UpdateScheme.COMBINED);
    assertOptimiser(UPSAMPLING, new Nesterovs(5e-4, 0.9));

    assertThat(RELU.settings().latents()).isEqualTo(Latents.UNIT);
    assertThat(RELU.settings().scheme()).isEqualTo(UpdateScheme.SIMULTANEOUS);
    assertOptimiser(RELU, new Adam(1e-4, 0.9, 0.999, 1e-7));

    for (GanModel model : List.of(TRANSPOSED, UPSAMPLING, RELU)) {
      assertThat(model.settings().batchSize()).isEqualTo(128);
      assertThat(model.latentSize()).isEqualTo(100);
    }
  }

  @Test
  void snapshotsAreTheTutorials() {
    assertThat(TRANSPOSED.recipe().snapshots()).isEqualTo(Snapshots.USUAL);
    assertThat(UPSAMPLING.recipe().snapshots())
        .isEqualTo(new Snapshots(128, Interval.steps(20), Interval.steps(10)));
    assertThat(RELU.recipe().snapshots())
        .isEqualTo(new Snapshots(16, Interval.epochs(1), Interval.epochs(20)));
  }

  @Test
  void imagesLieInTheRangeOfTheLastActivation() {
    assertThat(TRANSPOSED.generator(TRANSPOSED.shape(), 1).valueRange())
        .isEqualTo(ValueRange.SIGNED);
    assertThat(RELU.generator(RELU.shape(), 1).valueRange()).isEqualTo(ValueRange.UNIT);
  }

  private static void assertOptimiser(GanModel model, IUpdater expected) {
    assertThat(model.recipe().generatorOptimiser()).isEqualTo(expected);
    assertThat(model.recipe().discriminatorOptimiser()).isEqualTo(expected);
  }

  private static MultiLayerNetwork generator(GanModel model) {
    return layered(model).generator(model.shape(), model.latentSize(), OPTIMISER, 1);
  }

  private static MultiLayerNetwork discriminator(GanModel model) {
    return layered(model).discriminator(model.shape(), OPTIMISER, 1);
  }

  private static List<String> texts(MultiLayerNetwork network) {
    return Arrays.stream(network.getLayers()).map(layer -> text(layer.conf().getLayer())).toList();
  }

  private static String text(Layer layer) {
    if (layer instanceof ConvolutionLayer convolution) {
      return convolution(convolution);
    }
    if (layer instanceof DenseLayer dense) {
      return "dense %s-%s %s%s"
          .formatted(
              dense.getNIn(),
              dense.getNOut(),
              dense.getActivationFn(),
              dense.hasBias() ? "" : " without bias");
    }
    if (layer instanceof BatchNormalization norm) {
      return "BatchNorm %s %s".formatted(norm.getNOut(), norm.getDecay());
    }
    return layer instanceof ActivationLayer activation
        ? activation.getActivationFn().toString()
        : layer.getClass().getSimpleName();
  }

  private static String convolution(ConvolutionLayer layer) {
    ConvolutionMode mode = layer.getConvolutionMode();
    return "%s %s-%s %sx%s/%s %s %s%s"
        .formatted(
            layer instanceof Deconvolution2D ? "transposed" : "convolution",
            layer.getNIn(),
            layer.getNOut(),
            layer.getKernelSize()[0],
            layer.getKernelSize()[1],
            layer.getStride()[0],
            mode,
            layer.getActivationFn(),
            layer.hasBias() ? "" : " without bias");
  }

  private static LayeredNetworks layered(GanModel model) {
    return (LayeredNetworks) model.networks();
  }
}
