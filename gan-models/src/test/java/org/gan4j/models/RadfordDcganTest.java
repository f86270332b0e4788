package org.gan4j.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
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
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** The networks of Radford et al. against what the paper and its code write. */
class RadfordDcganTest {
  private static final GanModel MODEL = RadfordDcgan.model();

  @Test
  void layersAreThePapersHalfAsWide() {
    assertThat(texts(generator(MODEL, ImageShape.rgb(64, 64))))
        .containsExactly(
            "dense 100-8192 identity",
            "BatchNorm 8192",
            "relu",
            "transposed 512-256 5x5/2 Same identity",
            "BatchNorm 256",
            "relu",
            "transposed 256-128 5x5/2 Same identity",
            "BatchNorm 128",
            "relu",
            "transposed 128-64 5x5/2 Same identity",
            "BatchNorm 64",
            "relu",
            "transposed 64-3 5x5/2 Same tanh");
    assertThat(texts(discriminator(MODEL, ImageShape.rgb(64, 64))))
        .containsExactly(
            "convolution 3-64 5x5/2 Same leakyrelu(a=0.2)",
            "convolution 64-128 5x5/2 Same identity",
            "BatchNorm 128",
            "leakyrelu(a=0.2)",
            "convolution 128-256 5x5/2 Same identity",
            "BatchNorm 256",
            "leakyrelu(a=0.2)",
            "convolution 256-512 5x5/2 Same identity",
            "BatchNorm 512",
            "leakyrelu(a=0.2)",
            "dense 8192-1 identity");
  }

  /** Keras' model.summary() of the same layers; four numbers for each channel of a BatchNorm. */
  @Test
  void networksHaveTheParametersOfKerasSummary() {
    ImageShape shape = MODEL.shape();

    assertThat(generator(MODEL, shape).numParams())
        .isEqualTo(100 * 4096 + 25 * (256 * 128 + 128 * 64 + 64 * 3) + 4 * (4096 + 128 + 64))
        .isEqualTo(1_455_552);
    assertThat(discriminator(MODEL, shape).numParams())
        .isEqualTo(25 * (3 * 64 + 64 * 128 + 128 * 256) + 4 * (128 + 256) + 4096)
        .isEqualTo(1_034_432);
  }

  static Stream<Arguments> sizes() {
    return Stream.of(
        arguments(ImageShape.gray(16, 16), 3),
        arguments(ImageShape.rgb(32, 32), 4),
        arguments(ImageShape.gray(64, 64), 2),
        arguments(ImageShape.rgb(128, 128), 1));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void stagesFollowFromTheSizeAndChannelsFromTheWidth(ImageShape shape, int width) {
    GanModel model = RadfordDcgan.model(width).with(recipe -> recipe.withLatentSize(5));
    Generator generator = model.generator(shape, 1);

    INDArray images = generator.generate(Latents.UNIFORM.source(5, 1).sample(2));
    assertThat(images.shape()).containsExactly(shape.batch(2));
    assertThat(generator.valueRange()).isEqualTo(ValueRange.SIGNED);
    assertThat(model.discriminator(shape, 1).score(images).shape()).containsExactly(2, 1);
    int most = width * shape.width() / 8;
    assertThat(texts(generator(model, shape))).startsWith("dense 5-" + 16 * most + " identity");
    assertThat(texts(discriminator(model, shape))).endsWith("dense " + 16 * most + "-1 identity");
  }

  @Test
  void weightsBeginAtPaperValuesAndNoLayerHasABias() {
    for (MultiLayerNetwork network :
        List.of(generator(MODEL, MODEL.shape()), discriminator(MODEL, MODEL.shape()))) {
      for (var layer : network.getLayers()) {
        if (layer.conf().getLayer() instanceof BatchNormalization norm) {
          assertThat(norm.getDecay()).isEqualTo(0.9);
          assertThat(norm.getEps()).isEqualTo(1e-5);
          assertThat(layer.getParam("gamma").minNumber().doubleValue()).isEqualTo(1);
          assertThat(layer.getParam("beta").amaxNumber().doubleValue()).isZero();
        } else if (layer.numParams() > 0) {
          INDArray weights = layer.getParam("W");
          assertThat(layer.numParams()).as("no bias").isEqualTo(weights.length());
          double sigmas = 4 / Math.sqrt((double) weights.length());
          assertThat(weights.meanNumber().doubleValue()).isCloseTo(0, within(0.02 * sigmas));
          assertThat(weights.stdNumber().doubleValue()).isCloseTo(0.02, within(0.02 * sigmas));
          assertThat(weights.amaxNumber().doubleValue()).as("not uniform").isGreaterThan(0.05);
        }
      }
    }
  }

  static Stream<ImageShape> wrongSizes() {
    return Stream.of(
        ImageShape.gray(28, 28),
        ImageShape.rgb(32, 64),
        ImageShape.rgb(8, 8),
        ImageShape.rgb(512, 512),
        ImageShape.rgb(48, 48));
  }

  @ParameterizedTest
  @MethodSource("wrongSizes")
  void otherSizesAreRefusedWithThoseThatThereAre(ImageShape shape) {
    String message =
        "images of %s do not fit: the networks need a height and a width that are the same power of"
            + " two from 16 to 256; choose other data or another model";

    assertThat(MODEL.networks().takes(shape)).isFalse();
    assertThatThrownBy(() -> MODEL.generator(shape, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message, shape);
    assertThatThrownBy(() -> MODEL.discriminator(shape, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message, shape);
  }

  @Test
  void widthsThatCannotBeAreRefused() {
    for (int width : new int[] {0, -64, 1025}) {
      assertThatThrownBy(() -> RadfordDcgan.model(width))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not " + width);
    }
  }

  @Test
  void recipeIsThePapers() {
    Recipe recipe = MODEL.recipe();

    assertThat(recipe.generatorOptimiser()).isEqualTo(new Adam(2e-4, 0.5, 0.999, 1e-8));
    assertThat(recipe.discriminatorOptimiser()).isEqualTo(recipe.generatorOptimiser());
    assertThat(recipe.latentSize()).isEqualTo(100);
    assertThat(recipe.settings().latents()).isEqualTo(Latents.UNIFORM);
    assertThat(recipe.settings().batchSize()).isEqualTo(128);
    assertThat(recipe.settings().batching()).isEqualTo(Batching.SHUFFLED);
    assertThat(recipe.settings().scheme()).isEqualTo(UpdateScheme.SIMULTANEOUS);
    assertThat(recipe.snapshots())
        .isEqualTo(new Snapshots(196, Interval.epochs(1), Interval.epochs(1)));
  }

  private static MultiLayerNetwork generator(GanModel model, ImageShape shape) {
    return ((LayeredNetworks) model.networks())
        .generator(shape, model.latentSize(), new Sgd(0.1), 1);
  }

  private static MultiLayerNetwork discriminator(GanModel model, ImageShape shape) {
    return ((LayeredNetworks) model.networks()).discriminator(shape, new Sgd(0.1), 1);
  }

  private static List<String> texts(MultiLayerNetwork network) {
    return Arrays.stream(network.getLayers()).map(layer -> text(layer.conf().getLayer())).toList();
  }

  private static String text(Layer layer) {
    if (layer instanceof ConvolutionLayer convolution) {
      return "%s %s-%s %sx%s/%s %s %s"
          .formatted(
              layer instanceof Deconvolution2D ? "transposed" : "convolution",
              convolution.getNIn(),
              convolution.getNOut(),
              convolution.getKernelSize()[0],
              convolution.getKernelSize()[1],
              convolution.getStride()[0],
              convolution.getConvolutionMode(),
              convolution.getActivationFn());
    }
    if (layer instanceof DenseLayer dense) {
      return "dense %s-%s %s".formatted(dense.getNIn(), dense.getNOut(), dense.getActivationFn());
    }
    return layer instanceof BatchNormalization norm
        ? "BatchNorm " + norm.getNOut()
        : ((ActivationLayer) layer).getActivationFn().toString();
  }
}
