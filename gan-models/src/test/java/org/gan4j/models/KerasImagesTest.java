package org.gan4j.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.ops.transforms.Transforms.abs;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Latents;
import org.gan4j.engine.EnginePass;
import org.gan4j.engine.NetworkEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Layers on images as {@link Keras} sets them up against Keras' own rules, in plain Java. */
class KerasImagesTest {
  private static final int IN = 2;
  private static final int OUT = 3;

  @ParameterizedTest
  @CsvSource({
    "28, 5, 1, 28", // input, kernel, stride, output
    "32, 4, 2, 16",
    "16, 4, 2, 8",
    "7, 4, 2, 4",
    "7, 3, 2, 4",
    "8, 5, 2, 4",
    "6, 3, 2, 3",
    "5, 5, 3, 2",
    "5, 2, 1, 5"
  })
  void convolutionPadsAsSameDoesAfterWhereOdd(int size, int kernel, int stride, int expected) {
    MultiLayerNetwork network = network(Keras.convolution(IN, OUT, kernel, stride).build());
    INDArray images = images(2, IN, size);

    INDArray output = NetworkEngine.of(network).infer(images);

    int total = (expected - 1) * stride + kernel - size;
    INDArray weights = network.getLayer(0).getParam("W");
    assertThat(weights.shape()).containsExactly(OUT, IN, kernel, kernel);
    assertNear(
        output,
        convolved(images, weights, stride, total / 2, expected),
        convolved(abs(images), abs(weights), stride, total / 2, expected),
        IN * kernel * kernel);
  }

  @Test
  void validConvolutionTakesTheWholeKernelEverywhere() {
    MultiLayerNetwork network = network(Keras.validConvolution(IN, OUT, 5).build());
    INDArray images = images(2, IN, 14);

    INDArray output = NetworkEngine.of(network).infer(images);

    INDArray weights = network.getLayer(0).getParam("W");
    assertNear(
        output,
        convolved(images, weights, 1, 0, 10),
        convolved(abs(images), abs(weights), 1, 0, 10),
        IN * 5 * 5);
  }

  @ParameterizedTest
  @CsvSource({
    "4, 5, 2",
    "7, 5, 2", // input, kernel, stride; the output is input * stride
    "14, 5, 2",
    "16, 3, 2",
    "32, 3, 1",
    "4, 4, 2",
    "3, 5, 3",
    "3, 2, 2"
  })
  void transposedConvolutionCutsAsSameDoesAfterWhereOdd(int size, int kernel, int stride) {
    MultiLayerNetwork network = network(Keras.transposed(IN, OUT, kernel, stride).build());
    INDArray images = images(2, IN, size);

    INDArray output = NetworkEngine.of(network).infer(images);

    INDArray weights = network.getLayer(0).getParam("W");
    assertThat(weights.shape()).containsExactly(IN, OUT, kernel, kernel);
    assertNear(
        output,
        spread(images, weights, stride),
        spread(abs(images), abs(weights), stride),
        IN * kernel * kernel);
  }

  /** A kernel of 3 with stride 2 loses one row and column, after: its first tap stays on. */
  @Test
  void onePixelBecomesTheKernel() {
    MultiLayerNetwork network = network(Keras.transposed(1, 1, 3, 2).build());
    INDArray kernel = Nd4j.arange(1, 10).reshape(1, 1, 3, 3);
    network.getLayer(0).getParam("W").assign(kernel);
    INDArray images = Nd4j.zeros(1, 1, 2, 2);
    images.putScalar(new int[] {0, 0, 0, 0}, 1);
    images.putScalar(new int[] {0, 0, 1, 1}, 10);

    assertThat(NetworkEngine.of(network).infer(images).reshape(4, 4).toDoubleMatrix())
        .isDeepEqualTo(
            new double[][] {{1, 2, 3, 0}, {4, 5, 6, 0}, {7, 8, 9 + 10, 20}, {0, 0, 40, 50}});
  }

  /** Linear layers: the sum of g * f(x) is that of x * dx, and, as W is linear too, of W * dW. */
  @ParameterizedTest
  @ValueSource(strings = {"convolution", "transposed"})
  void gradientsBelongToTheOutput(String kind) {
    Layer layer =
        kind.equals("convolution")
            ? Keras.convolution(IN, OUT, 3, 2).hasBias(false).build()
            : Keras.transposed(IN, OUT, 3, 2).hasBias(false).build();
    NetworkEngine engine = NetworkEngine.of(network(layer));
    INDArray images = images(3, IN, 7);
    EnginePass pass = engine.forward(images);
    INDArray output = pass.output();
    INDArray gradient = Latents.NORMAL.source((int) output.length(), 5).sample(1);
    gradient = gradient.reshape(output.shape());
    double loss = gradient.mul(output).sumNumber().doubleValue();
    INDArray atInput = pass.backward(gradient);
    INDArray parameters = engine.parameters().reshape(engine.parameters().length());

    assertThat(atInput.mul(images).sumNumber().doubleValue()).isCloseTo(loss, within(1e-3));
    assertThat(engine.gradients().mul(parameters).sumNumber().doubleValue())
        .isCloseTo(loss, within(1e-3))
        .isNotCloseTo(0, within(0.1));
  }

  @ParameterizedTest
  @CsvSource({"4, 2", "3, 1", "5, 3"})
  void kernelsBeginGlorotUniformWhateverTheStride(int kernel, int stride) {
    for (Layer layer :
        new Layer[] {
          Keras.convolution(64, 32, kernel, stride).build(),
          Keras.transposed(64, 32, kernel, stride).build()
        }) {
      var initial = network(layer).getLayer(0);
      INDArray weights = initial.getParam("W");
      KerasTest.assertUniform(
          weights, Math.sqrt(6.0 / (64 * kernel * kernel + 32 * kernel * kernel)));
      assertThat(weights.length()).isEqualTo(64L * 32 * kernel * kernel);
      assertThat(initial.getParam("b").amaxNumber().doubleValue()).isZero();
    }
  }

  @Test
  void upsamplingRepeatsRowsAndColumns() {
    INDArray image = Nd4j.create(new double[] {1, 2, 3, 4}).reshape(1, 1, 2, 2);
    MultiLayerNetwork network =
        Keras.initialised(
            Keras.network(1, new Sgd(1))
                .layer(Keras.upsampling())
                .layer(Keras.convolution(1, 1, 1, 1).build()));
    network.params().assign(Nd4j.create(new double[][] {{0, 1}})); // the bias first

    assertThat(network.output(image).reshape(4, 4).toDoubleMatrix())
        .isDeepEqualTo(new double[][] {{1, 1, 2, 2}, {1, 1, 2, 2}, {3, 3, 4, 4}, {3, 3, 4, 4}});
  }

  @Test
  void maxPoolingLeavesOutAnOddLastRowAndColumn() {
    INDArray image = Nd4j.arange(1, 26).reshape(1, 1, 5, 5);
    MultiLayerNetwork network =
        Keras.initialised(
            Keras.network(1, new Sgd(1))
                .layer(Keras.convolution(1, 1, 1, 1).build())
                .layer(Keras.maxPooling()));
    network.params().assign(Nd4j.create(new double[][] {{0, 1}}));

    assertThat(network.output(image).reshape(2, 2).toDoubleMatrix())
        .isDeepEqualTo(new double[][] {{7, 9}, {17, 19}});
  }

  @Test
  void dropoutDividesWhatItKeepsByTheShareKeptAndIsOffInInference() {
    MultiLayerNetwork network =
        Keras.initialised(
            Keras.network(1, new Sgd(1))
                .layer(Keras.convolution(1, 1, 1, 1).build())
                .layer(Keras.dropout(0.3)));
    network.params().assign(Nd4j.create(new double[][] {{0, 1}}));
    INDArray ones = Nd4j.ones(4, 1, 50, 50);
    NetworkEngine engine = NetworkEngine.of(network);

    assertThat(engine.infer(ones)).isEqualTo(ones);
    double[] kept = engine.forward(ones).output().dup('c').reshape(10_000).toDoubleVector();
    assertThat(Arrays.stream(kept).filter(value -> value != 0).boxed())
        .isNotEmpty()
        .allSatisfy(value -> assertThat(value).isCloseTo(1 / 0.7, within(1e-6)));
    // Five standard deviations of a binomial share.
    assertThat(Arrays.stream(kept).filter(value -> value == 0).count() / 10_000.0)
        .isCloseTo(0.3, within(5 * Math.sqrt(0.3 * 0.7 / 10_000)));
  }

  @Test
  void batchNormOfImagesNormalisesEachChannelOverBatchAndPixels() {
    MultiLayerNetwork network = network(Keras.batchNorm(IN, 0.99));
    INDArray images = images(4, IN, 5).muli(3).addi(7);

    INDArray output = NetworkEngine.of(network).forward(images).output();

    for (int c = 0; c < IN; c++) {
      double[] before = channel(images, c);
      double mean = Arrays.stream(before).average().orElseThrow();
      double variance =
          Arrays.stream(before).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      double[] after = channel(output, c);
      for (int i = 0; i < before.length; i++) {
        double expected = (before[i] - mean) / Math.sqrt(variance + 1e-3);
        assertThat(after[i]).isCloseTo(expected, within(1e-4));
      }
    }
  }

  /** Keras: {@code v = m * v - lr * g}, {@code p += m * v - lr * g}. */
  @Test
  void nesterovUpdatesAsKerasDoes() {
    MultiLayerNetwork network =
        Keras.initialised(
            Keras.network(1, Keras.nesterov(5e-4, 0.9)).layer(Keras.dense(1, 1).build()));
    network.params().assign(0);
    NetworkEngine engine = NetworkEngine.of(network);
    double velocity = 0;
    double parameter = 0;
    for (double gradient : new double[] {1, -3, 0.5, 2}) {
      velocity = 0.9 * velocity - 5e-4 * gradient;
      parameter += 0.9 * velocity - 5e-4 * gradient;

      engine.forward(Nd4j.ones(1, 1)).backward(Nd4j.create(new double[][] {{gradient}}));
      engine.update();

      for (int i = 0; i < 2; i++) {
        assertThat(network.params().getDouble(i)).isCloseTo(parameter, within(1e-8));
      }
    }
  }

  private static MultiLayerNetwork network(Layer layer) {
    return Keras.initialised(Keras.network(1, new Sgd(1)).layer(layer));
  }

  private static INDArray images(int count, int channels, int size) {
    return Latents.NORMAL
        .source(channels * size * size, 3)
        .sample(count)
        .reshape(count, channels, size, size);
  }

  private static double[] channel(INDArray images, int channel) {
    INDArray values = images.permute(1, 0, 2, 3).slice(channel).dup('c');
    return values.reshape(values.length()).toDoubleVector();
  }

  /** What a convolution gives whose kernel begins {@code before} pixels outside the image. */
  private static double[][][][] convolved(
      INDArray images, INDArray weights, int stride, int before, int size) {
    int kernel = (int) weights.size(2);
    double[][][][] result = new double[(int) images.size(0)][OUT][size][size];
    for (int[] at : indices((int) images.size(0), size, kernel)) {
      int row = at[3] * stride + at[5] - before;
      int column = at[4] * stride + at[6] - before;
      if (row >= 0 && row < images.size(2) && column >= 0 && column < images.size(3)) {
        result[at[0]][at[2]][at[3]][at[4]] +=
            images.getDouble(at[0], at[1], row, column)
                * weights.getDouble(at[2], at[1], at[5], at[6]);
      }
    }
    return result;
  }

  /** What each pixel adds to the pixels around its place in the larger image. */
  private static double[][][][] spread(INDArray images, INDArray weights, int stride) {
    int kernel = (int) weights.size(2);
    int size = (int) images.size(2);
    int before = ((size - 1) * stride + kernel - size * stride) / 2;
    double[][][][] result = new double[(int) images.size(0)][OUT][size * stride][size * stride];
    for (int[] at : indices((int) images.size(0), size, kernel)) {
      int row = at[3] * stride + at[5] - before;
      int column = at[4] * stride + at[6] - before;
      if (row >= 0 && row < size * stride && column >= 0 && column < size * stride) {
        result[at[0]][at[2]][row][column] +=
            images.getDouble(at[0], at[1], at[3], at[4])
                * weights.getDouble(at[1], at[2], at[5], at[6]);
      }
    }
    return result;
  }

  /** Every image, channel in, channel out, row, column, and row and column of the kernel. */
  private static Iterable<int[]> indices(int images, int size, int kernel) {
    int[] ends = {images, IN, OUT, size, size, kernel, kernel};
    int count = Arrays.stream(ends).reduce(1, (a, b) -> a * b);
    return () ->
        IntStream.range(0, count)
            .mapToObj(
                number -> {
                  int[] index = new int[ends.length];
                  int rest = number;
                  for (int i = ends.length - 1; i >= 0; i--) {
                    index[i] = rest % ends[i];
                    rest /= ends[i];
                  }
                  return index;
                })
            .iterator();
  }

  /**
   * Asserts that sums of products are right but for rounding, in any order: n products and their
   * sum err by no more than n roundings of the sum of the products' sizes.
   */
  private static void assertNear(
      INDArray actual, double[][][][] expected, double[][][][] sizes, int products) {
    assertThat(actual.shape())
        .containsExactly(
            expected.length, expected[0].length, expected[0][0].length, expected[0][0][0].length);
    double rounding = products * Math.ulp(1f);
    for (int n = 0; n < expected.length; n++) {
      for (int c = 0; c < expected[n].length; c++) {
        for (int y = 0; y < expected[n][c].length; y++) {
          for (int x = 0; x < expected[n][c][y].length; x++) {
            assertThat(actual.getDouble(n, c, y, x))
                .isCloseTo(expected[n][c][y][x], within(rounding * sizes[n][c][y][x]));
          }
        }
      }
    }
  }
}
