package org.gan4j.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableMap;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Discriminator;
import org.gan4j.ImageShape;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

class KerasDecayTest {
  /** A score of w x + b with x = 2 and a gradient of 1: w falls by 2 rate / (1 + decay n). */
  @Test
  void engineDividesTheLearningRateByOnePlusDecayTimesUpdates() {
    IUpdater optimiser =
        new NamedOptimiser(OptimiserKind.SGD, ImmutableMap.of("learningRate", 0.1, "decay", 0.5))
            .updater();
    MultiLayerNetwork network =
        Keras.initialised(Keras.network(1, optimiser).layer(Keras.dense(1, 1).build()));
    network.setParams(Nd4j.create(new double[][] {{1, 0}}));
    Discriminator player = Discriminator.of(network, ImageShape.gray(1, 1));

    double weight = 1;
    for (int update = 0; update < 4; update++) {
      try (INDArray image = Nd4j.valueArrayOf(new long[] {1, 1, 1, 1}, 2.0)) {
        player.forward(image).accumulate(Nd4j.ones(1, 1));
        player.update();
      }
      weight -= 2 * 0.1 / (1 + 0.5 * update);
      assertThat(player.weights().parameters().getDouble(0)).isCloseTo(weight, within(1e-6));
    }
    assertThat(weight).isCloseTo(1 - 0.2 - 0.2 / 1.5 - 0.1 - 0.08, within(1e-12));
  }
}
