package org.gan4j.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.engine.EnginePass;
import org.gan4j.engine.NetworkEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Deeplearning4j as {@link Keras} sets it up against Keras' own formulas, in plain Java. */
class KerasTest {
  private static final double[][] INPUT = {{1, 2}, {-1, 0.5}, {3, -2}, {0.25, -0.75}};
  private static final double[][] WEIGHTS = {{0.5, -1, 2}, {-0.25, 1.5, 0.75}};
  private static final double[] BIAS = {0.1, -0.2, 0.3};
  private static final double[] GAMMA = {1.5, -0.5, 2};
  private static final double[] BETA = {0.25, 1, -1};
  private static final double[] MEAN = {0.3, -0.1, 0.7};
  private static final double[] VARIANCE = {0.5, 2, 0.01};
  private static final double MOMENTUM = 0.8;
  private static final double EPSILON = 1e-3;

  @Test
  void inferenceNormalisesWithTheRunningStatistics() {
    NetworkEngine engine = NetworkEngine.of(denseAndBatchNorm());
    assertRows(engine.infer(Nd4j.create(INPUT)), normalised(hidden(), MEAN, VARIANCE));
  }

  @Test
  void trainingNormalisesWithTheBatchsMeanAndBiasedVariance() {
    NetworkEngine engine = NetworkEngine.of(denseAndBatchNorm());
    double[][] hidden = hidden();
    assertRows(
        engine.forward(Nd4j.create(INPUT)).output(),
        normalised(hidden, mean(hidden), variance(hidden)));
  }

  @Test
  void updateMovesTheRunningStatisticsByTheMomentum() {
    NetworkEngine engine = NetworkEngine.of(denseAndBatchNorm());
    double[][] hidden = hidden();
    EnginePass pass = engine.forward(Nd4j.create(INPUT));
    pass.backward(Nd4j.zeros(pass.output().dataType(), pass.output().shape()));
    engine.update();

    assertRows(
        engine.infer(Nd4j.create(INPUT)),
        normalised(hidden, moved(MEAN, mean(hidden)), moved(VARIANCE, variance(hidden))));
  }

  @Test
  void freshBatchNormHasGammaOneBetaZeroMeanZeroAndVarianceOne() {
    MultiLayerNetwork network =
        Keras.initialised(Keras.network(1, Keras.adam(1e-3, 0.9)).layer(Keras.batchNorm(2, 0.9)));
    INDArray output = network.output(Nd4j.create(new double[][] {{3, -5}}));
    double scale = 1 / Math.sqrt(1 + EPSILON);
    assertThat(output.getDouble(0)).isCloseTo(3 * scale, within(1e-6));
    assertThat(output.getDouble(1)).isCloseTo(-5 * scale, within(1e-6));
    assertThat(((BatchNormalization) network.getLayer(0).conf().getLayer()).getDecay())
        .isEqualTo(0.9);
  }

  @ParameterizedTest
  @CsvSource({"300, 500", "500, 300", "1, 50000", "784, 100"})
  void weightsBeginGlorotUniformAndBiasesAtZero(int in, int out) {
    MultiLayerNetwork network =
        Keras.initialised(
            Keras.network(3, Keras.adam(1e-3, 0.9))
                .layer(dense(in, out, new ActivationIdentity())));
    assertGlorot(network.getLayer(0), in, out);
  }

  @Test
  void weightsFollowFromTheSeed() {
    assertThat(weights(1)).isEqualTo(weights(1)).isNotEqualTo(weights(2));
  }

  /**
   * Keras: {@code lr_t = lr * sqrt(1 - b2^t) / (1 - b1^t)}, {@code p -= lr_t * m / (sqrt(v) +
   * eps)}. With gradients as small as epsilon its place decides the result.
   */
  @ParameterizedTest
  @CsvSource({"0.5", "0.9"})
  void adamUpdatesAsKerasDoesWhereEpsilonMatters(double beta1) {
    double rate = 2e-4;
    double[] gradients = {1e-6, -3e-7, 2e-6};
    MultiLayerNetwork network =
        Keras.initialised(
            Keras.network(1, Keras.adam(rate, beta1)).layer(dense(1, 1, new ActivationIdentity())));
    network.params().assign(0);
    NetworkEngine engine = NetworkEngine.of(network);

    double m = 0;
    double v = 0;
    double parameter = 0;
    double epsilonInside = 0;
    for (int t = 1; t <= gradients.length; t++) {
      double g = gradients[t - 1];
      m = beta1 * m + (1 - beta1) * g;
      v = 0.999 * v + 0.001 * g * g;
      double rateNow = rate * Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(beta1, t));
      parameter -= rateNow * m / (Math.sqrt(v) + 1e-7);
      double mHat = m / (1 - Math.pow(beta1, t));
      double vHat = v / (1 - Math.pow(0.999, t));
      epsilonInside -= rate * mHat / (Math.sqrt(vHat) + 1e-7);

      engine
          .forward(Nd4j.ones(DataType.FLOAT, 1, 1))
          .backward(Nd4j.create(new double[][] {{g}}).castTo(DataType.FLOAT));
      engine.update();

      for (int i = 0; i < 2; i++) { // weight and bias: both see the same gradient
        assertThat(network.params().getDouble(i))
            .as("after update %s", t)
            .isCloseTo(parameter, within(1e-5 * Math.abs(parameter)))
            .isNotCloseTo(epsilonInside, within(0.1 * Math.abs(epsilonInside)));
      }
    }
  }

  /** Checks one dense layer. */
  static void assertGlorot(Layer layer, int in, int out) {
    INDArray array = layer.getParam("W");
    assertThat(array.shape()).containsExactly(in, out);
    assertUniform(array, Math.sqrt(6.0 / (in + out)));
    assertThat(layer.getParam("b").amaxNumber().doubleValue()).isZero();
    assertThat(layer.getParam("b").length()).isEqualTo(out);
  }

  /** Checks weights: within the bound, up to the bound, variance of a uniform distribution. */
  static void assertUniform(INDArray array, double bound) {
    double[] weights = array.dup('c').reshape(array.length()).toDoubleVector();
    double count = weights.length;
    double mean = Arrays.stream(weights).average().orElseThrow();
    double variance = Arrays.stream(weights).map(w -> w * w).average().orElseThrow();
    assertThat(Arrays.stream(weights).max().orElseThrow())
        .isBetween(bound * (1 - 20 / count), bound * (1 + 1e-6));
    assertThat(Arrays.stream(weights).min().orElseThrow())
        .isBetween(-bound * (1 + 1e-6), -bound * (1 - 20 / count));
    // Five standard deviations of the estimates.
    assertThat(mean).isCloseTo(0, within(5 * bound / Math.sqrt(3 * count)));
    assertThat(variance)
        .isCloseTo(bound * bound / 3, within(5 * bound * bound * Math.sqrt(4 / 45.0 / count)));
  }

  private static INDArray weights(long seed) {
    return Keras.initialised(
            Keras.network(seed, Keras.adam(1e-3, 0.9)).layer(dense(4, 3, new ActivationIdentity())))
        .params();
  }

  private static MultiLayerNetwork denseAndBatchNorm() {
    MultiLayerNetwork network =
        Keras.initialised(
            Keras.network(1, Keras.adam(1e-12, 0.9)) // all but stands still
                .layer(dense(2, 3, new ActivationLReLU(0.2)))
                .layer(Keras.batchNorm(3, MOMENTUM)));
    network.getLayer(0).getParam("W").assign(Nd4j.create(WEIGHTS));
    network.getLayer(0).getParam("b").assign(Nd4j.create(new double[][] {BIAS}));
    Layer norm = network.getLayer(1);
    norm.getParam("gamma").assign(Nd4j.create(new double[][] {GAMMA}));
    norm.getParam("beta").assign(Nd4j.create(new double[][] {BETA}));
    norm.getParam("mean").assign(Nd4j.create(new double[][] {MEAN}));
    double[] logDeviation = Arrays.stream(VARIANCE).map(v -> Math.log10(Math.sqrt(v))).toArray();
    norm.getParam("log10stdev").assign(Nd4j.create(new double[][] {logDeviation}));
    return network;
  }

  private static double[][] hidden() {
    double[][] hidden = new double[INPUT.length][3];
    for (int i = 0; i < INPUT.length; i++) {
      for (int j = 0; j < 3; j++) {
        double sum = BIAS[j] + INPUT[i][0] * WEIGHTS[0][j] + INPUT[i][1] * WEIGHTS[1][j];
        hidden[i][j] = sum > 0 ? sum : 0.2 * sum;
      }
    }
    return hidden;
  }

  private static double[][] normalised(double[][] hidden, double[] mean, double[] variance) {
    double[][] result = new double[hidden.length][3];
    for (int i = 0; i < hidden.length; i++) {
      for (int j = 0; j < 3; j++) {
        double unit = (hidden[i][j] - mean[j]) / Math.sqrt(variance[j] + EPSILON);
        result[i][j] = GAMMA[j] * unit + BETA[j];
      }
    }
    return result;
  }

  private static double[] mean(double[][] rows) {
    double[] mean = new double[3];
    for (double[] row : rows) {
      for (int j = 0; j < 3; j++) {
        mean[j] += row[j] / rows.length;
      }
    }
    return mean;
  }

  private static double[] variance(double[][] rows) {
    double[] mean = mean(rows);
    double[] variance = new double[3];
    for (double[] row : rows) {
      for (int j = 0; j < 3; j++) {
        variance[j] += (row[j] - mean[j]) * (row[j] - mean[j]) / rows.length;
      }
    }
    return variance;
  }

  private static double[] moved(double[] before, double[] batch) {
    double[] after = new double[3];
    for (int j = 0; j < 3; j++) {
      after[j] = MOMENTUM * before[j] + (1 - MOMENTUM) * batch[j];
    }
    return after;
  }

  private static void assertRows(INDArray actual, double[][] expected) {
    assertThat(actual.shape()).containsExactly(expected.length, 3);
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < 3; j++) {
        double value = expected[i][j];
        assertThat(actual.getDouble(i, j)).isCloseTo(value, within(2e-5 * (1 + Math.abs(value))));
      }
    }
  }

  private static DenseLayer dense(int in, int out, IActivation activation) {
    return new DenseLayer.Builder().nIn(in).nOut(out).activation(activation).build();
  }
}
