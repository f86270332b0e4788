package org.gan4j.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.SampleShape;
import org.gan4j.loss.GradientPenalty;
import org.gan4j.loss.Losses;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** The smallest GAN: one number each, {@code G = θ} and {@code s = ψ x}, and all data are 0. */
class DiracGanTest {
  private static final double RATE = 0.1;

  /** {@code G = θ}, whatever the latents are. */
  private static Generator dirac() {
    ComputationGraph network =
        new ComputationGraph(
            builder()
                .graphBuilder()
                .addInputs("z")
                .addVertex("nothing", new ScaleVertex(0), "z")
                .addLayer("theta", line(true), "nothing")
                .setOutputs("theta")
                .build());
    network.init();
    network.params().assign(1);
    return Generator.of(network, SampleShape.vector(1));
  }

  private static Discriminator slope() {
    MultiLayerNetwork network = new MultiLayerNetwork(builder().list(line(false)).build());
    network.init();
    network.params().assign(1);
    return Discriminator.of(network, SampleShape.vector(1));
  }

  private static NeuralNetConfiguration.Builder builder() {
    return new NeuralNetConfiguration.Builder().dataType(DataType.DOUBLE).updater(new Sgd(RATE));
  }

  private static DenseLayer line(boolean bias) {
    return new DenseLayer.Builder()
        .nIn(1)
        .nOut(1)
        .hasBias(bias)
        .activation(Activation.IDENTITY)
        .build();
  }

  /** Returns how far from the equilibrium a Dirac-GAN is, that began at the distance √2. */
  private static double diracGan(GradientPenalty... penalties) {
    GanTrainer trainer =
        new GanTrainer(
            dirac(),
            slope(),
            GanSettings.defaults()
                .withBatchSize(6)
                .withScheme(UpdateScheme.SIMULTANEOUS)
                .withPenalties(penalties)
                .withLoss(Losses.minimax()));
    trainer.fit(
        new DrawnBatches(
            SampleShape.vector(1),
            (number, count) -> new Batch(Nd4j.zeros(DataType.DOUBLE, count, 1), List.of())),
        1000);
    INDArray theta = trainer.generator().forward(Nd4j.zeros(DataType.DOUBLE, 1, 1)).output();
    return Math.hypot(
        theta.getDouble(0), trainer.discriminator().weights().parameters().getDouble(0));
  }

  /** Mescheder et al. 2018 (arXiv:1801.04406), section 2 and figure 3. */
  @Test
  void diracGanCirclesWithoutR1AndConvergesWithIt() {
    assertThat(diracGan()).isGreaterThan(1);
    assertThat(diracGan(GradientPenalty.r1(1))).isLessThan(1e-6);
    assertThat(diracGan(GradientPenalty.r2(1))).isLessThan(1e-6);
    assertThat(diracGan(GradientPenalty.r1(1).every(4))).isLessThan(1e-3);
  }
}
