package org.gan4j.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.Gradients;
import org.gan4j.Networks;
import org.gan4j.Pass;
import org.gan4j.Precision;
import org.gan4j.engine.file.NetworkFile;
import org.gan4j.engine.plan.GroupDeviations;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.loss.GradientPenalty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

class MinibatchDeviationTest {
  private static final double RATE = 0.1;

  @TempDir private Path folder;

  private static MultiLayerNetwork network() {
    return Networks.discriminator(
        new Sgd(RATE),
        List.of(Networks.convolution(3), new MinibatchDeviation(), Networks.convolution(2)));
  }

  private static Discriminator discriminator() {
    return Discriminator.of(network(), Networks.SHAPE);
  }

  /** Four rows that differ by 1 from their mean in one place, and nothing in the other; and one. */
  @Test
  void meanOfDeviationsIsThatOfAHandComputation() {
    double[] rows = {0, 1, 2, 1, 0, 1, 2, 1, 7, 8};
    double none = 1e-4; // the root of what is added to the variance
    double[] all = new GroupDeviations(rows, 5, 1).appended();
    double four = (Math.sqrt(1 + 1e-8) + none) / 2;
    assertThat(all)
        .containsExactly(
            new double[] {0, 1, four, 2, 1, four, 0, 1, four, 2, 1, four, 7, 8, none},
            within(1e-15));
    double[] gradient = new GroupDeviations(rows, 5, 1).gradient(new double[15]);
    assertThat(gradient).containsOnly(0);
    double[] atDeviation = new double[15];
    atDeviation[2] = 3;
    atDeviation[5] = 5;
    // 8 / 2 places, times a difference of 1, by four rows.
    assertThat(new GroupDeviations(rows, 5, 1).gradient(atDeviation))
        .containsExactly(new double[] {-1, 0, 1, 0, -1, 0, 1, 0, 0, 0}, within(1e-7));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 7, 8})
  void gradientsAreFiniteDifferences(int batch) {
    INDArray images = Networks.normal(1, Networks.SHAPE.batch(batch));
    INDArray weights = Networks.normal(2, batch, 1);
    Discriminator player = discriminator();
    Discriminator other = discriminator();
    Pass pass = player.forward(images);
    INDArray atImages = pass.backward(weights).get(0);
    Gradients.assertSlope(
        atImages,
        images,
        () -> other.forward(images).output().mul(weights).sumNumber().doubleValue());
    INDArray parameters = other.weights().parameters();
    Gradients.assertSlope(
        player.weights().gradients(),
        parameters,
        () -> other.forward(images).output().mul(weights).sumNumber().doubleValue());
  }

  @Test
  void deeplearning4jComputesTheSame() {
    INDArray images = Networks.normal(1, Networks.SHAPE.batch(6));
    MultiLayerNetwork network = network();
    Pass pass = discriminator().forward(images);
    Precision.assertNear(pass.output(), network.output(images, true));
    INDArray atScores = Networks.normal(2, 6, 1);
    network.setInput(images);
    network.feedForward(true, false);
    INDArray atImages = network.backpropGradient(atScores.dup(), null).getSecond();
    Precision.assertNear(pass.inputGradients(atScores).get(0), atImages.reshape(images.shape()));
  }

  @Test
  void scoreDependsOnTheOthersOfItsGroupAlone() {
    INDArray images = Networks.normal(1, Networks.SHAPE.batch(8));
    INDArray before = discriminator().forward(images).output();
    images.slice(0).addi(1);
    INDArray after = discriminator().forward(images).output();
    for (int i = 0; i < 8; i++) {
      boolean same = before.getDouble(i, 0) == after.getDouble(i, 0);
      assertThat(same).as("image %s", i).isEqualTo(i >= 4);
    }
  }

  @Test
  void rowsGetAValueMore() {
    MultiLayerNetwork rows =
        Networks.network(
            new Sgd(RATE),
            InputType.feedForward(3),
            List.of(new MinibatchDeviation(), Networks.dense(1, Activation.IDENTITY)));
    assertThat(rows.getLayer(1).getParam("W").size(0)).isEqualTo(4);
  }

  @Test
  void networkIsReadFromItsFile() {
    Path file = folder.resolve("network.zip");
    MultiLayerNetwork network = network();
    NetworkFile.write(network, file);
    Discriminator read = Discriminator.of(NetworkFile.read(file), Networks.SHAPE);
    INDArray images = Networks.normal(1, Networks.SHAPE.batch(6));
    Precision.assertSameBits(
        read.forward(images).output(), discriminator().forward(images).output());
  }

  @Test
  void gradientPenaltiesAreRefusedByName() {
    Generator generator = Generator.of(Networks.generator(new Sgd(RATE)), Networks.SHAPE);
    GanSettings settings = GanSettings.defaults().withPenalties(GradientPenalty.r1(1));
    assertThatThrownBy(() -> new GanTrainer(generator, discriminator(), settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("MinibatchDeviation")
        .hasMessageContaining("layer1");
  }
}
