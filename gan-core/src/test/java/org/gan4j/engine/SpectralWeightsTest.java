package org.gan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Gradients;
import org.gan4j.Networks;
import org.gan4j.Precision;
import org.gan4j.engine.update.SpectralWeights;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** The weights of a network by their spectral norms, beside singular values by Commons Math. */
public class SpectralWeightsTest {
  private static final double RATE = 0.1;
  private static final int BATCH = 4;

  /** A convolution, a transposed one and dense layers, in double precision. */
  private static MultiLayerNetwork network() {
    return Networks.network(
        new Sgd(RATE),
        InputType.convolutional(5, 5, 2),
        List.of(
            new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.TANH).build(),
            new Deconvolution2D.Builder(2, 2)
                .stride(2, 2)
                .nOut(3)
                .activation(Activation.TANH)
                .build(),
            Networks.dense(5, Activation.TANH),
            Networks.dense(2, Activation.IDENTITY)));
  }

  private static INDArray images() {
    return Networks.normal(3, BATCH, 2, 5, 5);
  }

  private static INDArray gradients() {
    return Networks.normal(4, BATCH, 2);
  }

  /** Returns the largest singular value of a layer's matrix, as the paper reshapes it. */
  public static double spectralNorm(Layer layer) {
    INDArray weights = layer.getParam("W");
    if (layer.conf().getLayer() instanceof Deconvolution2D) {
      weights = weights.permute(1, 0, 2, 3); // outputs first
    }
    int rows = Math.toIntExact(weights.size(0));
    double[] values = weights.castTo(DataType.DOUBLE).dup('c').data().asDouble();
    double[][] matrix = new double[rows][values.length / rows];
    for (int i = 0; i < values.length; i++) {
      matrix[i / matrix[0].length][i % matrix[0].length] = values[i];
    }
    return new SingularValueDecomposition(MatrixUtils.createRealMatrix(matrix)).getNorm();
  }

  /** The loss of weights that are divided by their exact spectral norms. */
  private static double normalisedLoss(MultiLayerNetwork raw) {
    MultiLayerNetwork divided = raw.clone();
    for (Layer layer : divided.getLayers()) {
      layer.getParam("W").divi(spectralNorm(layer));
    }
    return NetworkEngine.of(divided).infer(images()).mul(gradients()).sumNumber().doubleValue();
  }

  @Test
  void optimiserDescendsTheLossOfWeightsDividedByTheirNorms() {
    NetworkEngine engine = NetworkEngine.of(network());
    SpectralWeights weights = engine.normaliseSpectrally(1);
    for (int i = 0; i < 300; i++) { // power iterations that change nothing else
      engine.forward(images()).accumulate(gradients().mul(0));
      engine.update();
    }
    weights.toRaw();
    MultiLayerNetwork raw = ((MultiLayerNetwork) engine.network()).clone();
    weights.normalise();

    engine.forward(images()).accumulate(gradients());
    engine.update();

    weights.toRaw();
    INDArray descended = raw.params().sub(engine.parameters()).div(RATE);
    Gradients.assertSlope(descended, raw.params(), () -> normalisedLoss(raw));
  }

  @Test
  void anUpdateWithoutGradientsLeavesTheWeightsBehindTheNormAsTheyWere() {
    MultiLayerNetwork network = network();
    INDArray before = network.params().dup();
    NetworkEngine engine = NetworkEngine.of(network);
    SpectralWeights weights = engine.normaliseSpectrally(1);
    engine.forward(images()).accumulate(gradients().mul(0));
    engine.update();

    weights.toRaw();

    Precision.assertNear(engine.parameters(), before.reshape(engine.parameters().shape()));
  }

  @Test
  void largestSingularValueOfADiagonalIsItsLargestValue() {
    NetworkEngine engine = NetworkEngine.of(dense(new double[] {2, 3, 1}));
    SpectralWeights weights = engine.normaliseSpectrally(1);

    assertDiagonal(engine, 2.0 / 3, 1, 1.0 / 3);
    weights.toRaw();
    assertDiagonal(engine, 2, 3, 1);
  }

  @Test
  void matrixOfZerosStaysOne() {
    NetworkEngine engine = NetworkEngine.of(dense(new double[3]));
    engine.normaliseSpectrally(1);
    INDArray one = Nd4j.eye(3).castTo(DataType.DOUBLE);
    engine.forward(one).accumulate(one);
    assertDiagonal(engine, 0, 0, 0);

    engine.update();

    assertDiagonal(engine, -1, -1, -1);
  }

  private static MultiLayerNetwork dense(double[] diagonal) {
    MultiLayerNetwork network =
        Networks.network(
            new Sgd(RATE),
            InputType.feedForward(3),
            List.of(
                new DenseLayer.Builder()
                    .nOut(3)
                    .hasBias(false)
                    .activation(Activation.IDENTITY)
                    .build()));
    network.getParam("0_W").assign(Nd4j.diag(Nd4j.create(diagonal)));
    return network;
  }

  private static void assertDiagonal(NetworkEngine engine, double... expected) {
    INDArray weights = ((MultiLayerNetwork) engine.network()).getParam("0_W");
    for (int i = 0; i < expected.length; i++) {
      for (int k = 0; k < expected.length; k++) {
        assertThat(weights.getDouble(i, k)).isCloseTo(i == k ? expected[i] : 0, within(1e-3));
      }
    }
  }

  @Test
  void weightsTenTimesAsLargeGiveTheSamePasses() {
    MultiLayerNetwork large = network();
    for (Layer layer : large.getLayers()) {
      layer.getParam("W").muli(10);
    }
    NetworkEngine engine = NetworkEngine.of(network());
    NetworkEngine other = NetworkEngine.of(large);
    engine.normaliseSpectrally(1);
    other.normaliseSpectrally(1);

    Precision.assertNear(other.infer(images()), engine.infer(images()));
    Precision.assertNear(
        other.forward(images()).inputGradient(gradients()),
        engine.forward(images()).inputGradient(gradients()));
  }

  @Test
  void parametersOfAnotherNetworkAreNormalised() {
    NetworkEngine engine = NetworkEngine.of(network());
    engine.normaliseSpectrally(1);
    engine.copy(network(), false);
    for (Layer layer : ((MultiLayerNetwork) engine.network()).getLayers()) {
      assertThat(spectralNorm(layer)).isCloseTo(1, within(0.02));
    }
  }

  @Test
  void wayBackThroughAPassFromBeforeIsRefused() {
    NetworkEngine engine = NetworkEngine.of(network());
    EnginePass pass = engine.forward(images());
    engine.normaliseSpectrally(1);
    assertThatThrownBy(() -> pass.accumulate(gradients()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void layerWithOtherWeightsIsRefusedByNameAndNothingIsChanged() {
    MultiLayerNetwork network =
        Networks.network(
            new Sgd(RATE),
            InputType.convolutional(5, 5, 2),
            List.of(
                new ConvolutionLayer.Builder(3, 3).nOut(4).build(),
                new SeparableConvolution2D.Builder(2, 2).name("apart").nOut(3).build()));
    INDArray before = network.params().dup();
    NetworkEngine engine = NetworkEngine.of(network);

    assertThatThrownBy(() -> engine.normaliseSpectrally(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"apart\" (SeparableConvolution2D)");
    Precision.assertSameBits(network.params(), before);
  }

  @Test
  void halfPrecisionIsRefused() {
    NetworkEngine engine = NetworkEngine.of(network().convertDataType(DataType.FLOAT16));
    assertThatThrownBy(() -> engine.normaliseSpectrally(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("HALF");
  }
}
