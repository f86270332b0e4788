package org.gan4j.guides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gan4j.guides.SmallTrainers.DIGITS;
import static org.gan4j.listener.Every.every;

import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.data.ImageSet;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.listener.MetricsLog;
import org.gan4j.loss.Losses;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;

/** The Java in docs/your-own.md runs here. */
class YourOwnGuideTest {

  @TempDir private Path folder;

  private static GanTrainer ownNetworks(ImageSet images) {
    // region network
    MultiLayerConfiguration makes =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .updater(new Adam(2e-4, 0.5, 0.999, 1e-7))
            .weightInit(WeightInit.XAVIER)
            .list(
                new DenseLayer.Builder().nIn(32).nOut(128).activation(Activation.RELU).build(),
                new BatchNormalization.Builder().nIn(128).nOut(128).build(),
                new DenseLayer.Builder().nIn(128).nOut(784).activation(Activation.TANH).build())
            .build();
    MultiLayerConfiguration judges =
        new NeuralNetConfiguration.Builder()
            .seed(2)
            .updater(new Adam(2e-4, 0.5, 0.999, 1e-7))
            .weightInit(WeightInit.XAVIER)
            .list(
                new DenseLayer.Builder()
                    .nIn(784)
                    .nOut(128)
                    .activation(Activation.LEAKYRELU)
                    .build(),
                new DenseLayer.Builder().nIn(128).nOut(1).activation(Activation.IDENTITY).build())
            .build();
    ImageShape shape = ImageShape.gray(28, 28);
    GanTrainer trainer =
        new GanTrainer(
            Generator.of(new MultiLayerNetwork(makes), shape),
            Discriminator.of(new MultiLayerNetwork(judges), shape),
            GanSettings.defaults().withLoss(Losses.hinge()).withBatchSize(64).withSeed(1));
    trainer.fit(images, 10);
    // endregion
    return trainer;
  }

  @Test
  void ownNetworksTrain() {
    GanTrainer trainer = ownNetworks(new Stripes());
    assertThat(trainer.generator().latentSize()).isEqualTo(32);
    assertThat(trainer.steps()).isEqualTo(10);
  }

  @Test
  void anOwnTrainerMakesItsOwnSteps() {
    GanTrainer usual = SmallTrainers.trainer();
    GanTrainer eager = new EagerTrainer(usual.generator(), usual.discriminator(), usual.settings());
    eager.fit(DIGITS, 3);
    assertThat(eager.state().imagesSeen()).isBetween(3 * 8L, 3 * 5 * 8L);
  }

  @Test
  void ownListenersAreToldOfEachStep() {
    GanTrainer trainer = SmallTrainers.trainer();
    Path log = folder.resolve("metrics.jsonl");
    // region listener
    RunListener patience =
        new RunListener() {
          @Override
          public void onStep(Run run) {
            if (run.result().orElseThrow().number("d_fake").orElseThrow() < 0.02) {
              run.stop(); // after this step; what listens is told of the end
            }
          }
        };
    trainer.listen(
        patience,
        every(100, run -> System.out.println(run.result().orElseThrow())),
        every(10, MetricsLog.to(log)));
    // endregion
    trainer.fit(DIGITS, 10);
    assertThat(trainer.steps()).isBetween(1L, 10L);
    assertThat(log).satisfies(file -> assertThat(Files.exists(file)).isTrue());
  }
}
