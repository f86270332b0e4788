package org.gan4j.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Discriminator;
import org.gan4j.Latents;
import org.gan4j.Networks;
import org.gan4j.SampleShape;
import org.gan4j.SmallNetworks;
import org.gan4j.loss.GradientPenalty;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Penalties of steep scores, against closed forms. */
class PenalisedSlopesTest {
  private static final double EXACT = 1e-10;
  private static final double GAMMA = 0.7;

  private static final INDArray X =
      Nd4j.createFromArray(new double[][] {{0.3, -1.2}, {0.9, 0.4}, {-0.5, 0.1}});

  private static Discriminator scores(Layer... layers) {
    MultiLayerNetwork network = SmallNetworks.chain(layers);
    network.init();
    return Discriminator.of(network, SampleShape.vector(2));
  }

  private static double penalise(Discriminator player, GradientPenalty penalty) {
    try (Tape tape = new Tape()) {
      return tape.penalise(player, tape.through(player, tape.of(X)), penalty, 1);
    }
  }

  private static double[] gradients(Discriminator player) {
    return player.weights().gradients().toDoubleVector();
  }

  @Test
  void linearScoreHasThePenaltyOfItsWeights() {
    Discriminator r1 = scores(SmallNetworks.dense(2, 1, Activation.IDENTITY));
    double[] w = r1.weights().parameters().dup().reshape(3).toDoubleVector();
    double norm = Math.hypot(w[0], w[1]);

    assertThat(penalise(r1, GradientPenalty.r1(GAMMA)))
        .isCloseTo(GAMMA / 2 * norm * norm, within(EXACT));
    assertThat(gradients(r1))
        .containsExactly(new double[] {GAMMA * w[0], GAMMA * w[1], 0}, within(EXACT));

    Discriminator gp = scores(SmallNetworks.dense(2, 1, Activation.IDENTITY));
    double pull = 2 * 10 * (norm - 1) / norm;
    assertThat(penalise(gp, GradientPenalty.wganGp(10)))
        .isCloseTo(10 * (norm - 1) * (norm - 1), within(EXACT));
    assertThat(gradients(gp))
        .containsExactly(new double[] {pull * w[0], pull * w[1], 0}, within(EXACT));
  }

  /**
   * {@code s = a φ(w x)}, {@code dP/da = γ a φ'² |w|²}, {@code dP/dw = γ a² (φ'² w + φ' φ'' |w|²
   * x)}.
   */
  private static double[] oneUnit(double[] w, double a, boolean leaky) {
    double size = w[0] * w[0] + w[1] * w[1];
    double[] expected = new double[3];
    for (int i = 0; i < 3; i++) {
      double x0 = X.getDouble(i, 0);
      double x1 = X.getDouble(i, 1);
      double z = w[0] * x0 + w[1] * x1;
      double y = Math.tanh(z);
      double slope = leaky ? (z > 0 ? 1 : 0.25) : 1 - y * y;
      double bend = leaky ? 0 : -2 * y * slope;
      expected[0] += GAMMA / 3 * a * a * (slope * slope * w[0] + slope * bend * size * x0);
      expected[1] += GAMMA / 3 * a * a * (slope * slope * w[1] + slope * bend * size * x1);
      expected[2] += GAMMA / 3 * a * slope * slope * size;
    }
    return expected;
  }

  @Test
  void oneUnitHasThePenaltyOfTheBook() {
    for (boolean leaky : List.of(false, true)) {
      Layer unit =
          new org.deeplearning4j.nn.conf.layers.DenseLayer.Builder()
              .nIn(2)
              .nOut(1)
              .hasBias(false)
              .activation(
                  leaky ? new ActivationLReLU(0.25) : Activation.TANH.getActivationFunction())
              .build();
      Layer last =
          new org.deeplearning4j.nn.conf.layers.DenseLayer.Builder()
              .nIn(1)
              .nOut(1)
              .hasBias(false)
              .activation(Activation.IDENTITY)
              .build();
      Discriminator player = scores(unit, last);
      double[] all = player.weights().parameters().dup().reshape(3).toDoubleVector();
      penalise(player, GradientPenalty.r1(GAMMA));

      assertThat(gradients(player))
          .containsExactly(oneUnit(new double[] {all[0], all[1]}, all[2], leaky), within(EXACT));
    }
  }

  /** On networks that Deeplearning4j's own code computes. */
  private static Discriminator bySecants(Layer... layers) {
    System.setProperty("org.gan4j.kernels", "dl4j");
    try {
      return Discriminator.of(
          Networks.discriminator(new Sgd(0.1), List.of(layers)), Networks.SHAPE);
    } finally {
      System.clearProperty("org.gan4j.kernels");
    }
  }

  @Test
  void secantsOfASmoothNetworkAreNearItsTangents() {
    INDArray images = Networks.normal(3, Networks.SHAPE.batch(8));
    Layer hidden = Networks.dense(7, Activation.TANH);
    for (GradientPenalty penalty : List.of(GradientPenalty.r1(1), GradientPenalty.wganGp(10))) {
      Discriminator exact =
          Discriminator.of(Networks.discriminator(new Sgd(0.1), List.of(hidden)), Networks.SHAPE);
      Discriminator secant = bySecants(hidden);
      double[] values = new double[2];
      int i = 0;
      for (Discriminator player : List.of(exact, secant)) {
        try (Tape tape = new Tape()) {
          values[i++] = tape.penalise(player, tape.through(player, tape.of(images)), penalty, 2);
        }
      }

      double largest = exact.weights().gradients().amaxNumber().doubleValue();
      assertThat(values[1]).isCloseTo(values[0], within(1e-2 * values[0]));
      assertThat(
              secant
                  .weights()
                  .gradients()
                  .sub(exact.weights().gradients())
                  .amaxNumber()
                  .doubleValue())
          .isBetween(1e-9 * largest, 1e-2 * largest); // another computation, and nearly the same
    }
  }

  @Test
  void severalScoresOfASampleAreAddedUp() {
    Discriminator two = scores(SmallNetworks.dense(2, 2, Activation.IDENTITY));
    INDArray w = two.weights().parameters().dup().reshape(6); // column by column
    double first = w.getDouble(0) + w.getDouble(2);
    double second = w.getDouble(1) + w.getDouble(3);

    assertThat(penalise(two, GradientPenalty.r1(2)))
        .isCloseTo(first * first + second * second, within(EXACT));
  }

  @Test
  void whatIsMadeOfScoresHasNoPenalty() {
    Discriminator player = scores(SmallNetworks.dense(2, 1, Activation.IDENTITY));
    try (Tape tape = new Tape()) {
      Flow part = tape.through(Links.rows(0, 2), tape.through(player, tape.of(X)));
      assertThatThrownBy(() -> tape.penalise(player, part, GradientPenalty.r1(1), 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("as the discriminator gives them");
    }
  }

  @Test
  void memoryDoesNotGrow() {
    Discriminator player = Discriminator.of(Networks.discriminator(new Sgd(0.1)), Networks.SHAPE);
    INDArray images = Latents.NORMAL.source(36, 3).sample(8).castTo(DataType.DOUBLE);
    INDArray shaped = images.reshape(Networks.SHAPE.batch(8));
    long before = 0;
    for (int i = 0; i < 40; i++) {
      if (i == 20) {
        before = Nd4j.getEnvironment().getDeviceCouner(0);
      }
      try (Tape tape = new Tape()) {
        tape.penalise(player, tape.through(player, tape.of(shaped)), GradientPenalty.r1(1), 16);
      }
      player.update();
    }
    assertThat(Nd4j.getEnvironment().getDeviceCouner(0) - before).isLessThanOrEqualTo(0);
  }
}
