package org.gan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Networks;
import org.gan4j.engine.plan.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;

/** Counted by hand: images of 2 channels, 9 x 7 pixels, in batches of 4. */
class FlopsTest {
  private static final InputType IMAGES = InputType.convolutional(9, 7, 2);
  private static final long[] BATCH = {4, 2, 9, 7};

  @Test
  void denseLayerMultipliesEveryWeightForEveryExample() {
    Operation dense = operation(InputType.feedForward(5), new DenseLayer.Builder().nOut(3).build());
    assertThat(Flops.forward(dense, new long[] {4, 5})).isEqualTo(2 * 4 * 5 * 3);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, Truncate, 7, 6", // 9 - 3 + 1, 7 - 2 + 1
    "2, 3, Truncate, 4, 2", // 6 / 2 + 1, 5 / 3 + 1
    "1, 1, Same, 9, 7",
    "2, 3, Same, 5, 3" // 9 / 2 and 7 / 3, rounded up
  })
  void convolutionMultipliesEveryWeightInEveryPlace(
      int down, int right, ConvolutionMode mode, int rows, int columns) {
    Operation convolution =
        operation(
            IMAGES,
            new ConvolutionLayer.Builder(3, 2)
                .stride(down, right)
                .convolutionMode(mode)
                .nOut(5)
                .build());
    assertThat(Flops.forward(convolution, BATCH))
        .isEqualTo(2 * 4 * rows * columns * (2 * 5 * 3 * 2));
  }

  @Test
  void transposedConvolutionMultipliesEveryWeightForEveryPixelOfItsInput() {
    Operation transposed =
        operation(
            IMAGES,
            new Deconvolution2D.Builder(5, 4)
                .stride(2, 2)
                .convolutionMode(ConvolutionMode.Same)
                .nOut(3)
                .build());
    assertThat(Flops.forward(transposed, BATCH)).isEqualTo(2 * 4 * 9 * 7 * (2 * 3 * 5 * 4));
  }

  /**
   * Of five taps on pixels that come in twos, two pairs fall on one pixel each: three are left. Of
   * three taps one pair does, and which one changes from pixel to pixel: two are left, in one place
   * more.
   */
  @ParameterizedTest
  @CsvSource({"5, 3, 18, 14", "3, 2, 20, 16"})
  void upsampledConvolutionHasTheTapsThatAreLeftWhenCopiesAreAddedUp(
      int kernel, int left, int rows, int columns) {
    MultiLayerNetwork network =
        network(
            IMAGES,
            new Upsampling2D.Builder(2).build(),
            new ConvolutionLayer.Builder(kernel, kernel)
                .convolutionMode(ConvolutionMode.Same)
                .nOut(3)
                .build());
    Operation both =
        new Operation.UpsampledConvolution(
            (Operation.Upsampling) Operations.of(network.getLayer(0)),
            (Operation.Convolution) Operations.of(network.getLayer(1)));
    assertThat(Flops.forward(both, BATCH))
        .isEqualTo(2 * 4 * rows * columns * (2 * 3 * left * left));
  }

  @Test
  void layersWithoutProductsHaveNone() {
    assertThat(Flops.forward(operation(IMAGES, Networks.batchNorm()), BATCH)).isZero();
    assertThat(Flops.forward(operation(IMAGES, Networks.pooling(PoolingType.MAX)), BATCH)).isZero();
    assertThat(Flops.forward(operation(IMAGES, Networks.activation(Activation.TANH)), BATCH))
        .isZero();
    assertThat(Flops.forward(operation(IMAGES, Networks.dropout()), BATCH)).isZero();
    assertThat(Flops.forward(operation(IMAGES, new Upsampling2D.Builder(2).build()), BATCH))
        .isZero();
    Operation embedding =
        operation(InputType.feedForward(9), new EmbeddingLayer.Builder().nIn(9).nOut(3).build());
    assertThat(Flops.forward(embedding, new long[] {4, 1})).isZero();
    assertThat(Flops.forward(new Operation.Unknown(), BATCH)).isZero();
  }

  private static Operation operation(InputType input, Layer layer) {
    Operation operation = Operations.of(network(input, layer).getLayer(0));
    assertThat(operation).isNotInstanceOf(Operation.Unknown.class);
    return operation;
  }

  private static MultiLayerNetwork network(InputType input, Layer... layers) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder().list(layers).setInputType(input).build());
    network.init();
    network.initGradientsView(); // which operations hold views of
    return network;
  }
}
