package org.gan4j.guides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gan4j.guides.SmallTrainers.DIGITS;
import static org.gan4j.listener.Every.every;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.Player;
import org.gan4j.SampleShape;
import org.gan4j.ValueRange;
import org.gan4j.data.BatchSource;
import org.gan4j.data.ImageSet;
import org.gan4j.listener.MetricsLog;
import org.gan4j.loss.Losses;
import org.gan4j.train.GanSettings;
import org.gan4j.train.GanTrainer;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** The Java in docs/your-own.md runs here. */
class YourOwnGuideTest {
  private static final ImageShape SMALL = ImageShape.gray(4, 4);

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
            GanSettings.builder().loss(Losses.hinge()).batchSize(64).seed(1).build());
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

  /** Pictures, and the same upside down in brightness. */
  private static final class Inverted implements BatchSource {
    @Override
    public SampleShape shape() {
      return SMALL;
    }

    @Override
    public INDArray next(int count, ValueRange range) {
      return Nd4j.rand(DataType.FLOAT, SMALL.batch(count)).muli(2).subi(1);
    }

    @Override
    public Batch batch(int count, ValueRange range) {
      INDArray pictures = next(count, range);
      return Batch.of(pictures, pictures.neg());
    }
  }

  private static MultiLayerNetwork convolution(int channels, Activation activation) {
    return new MultiLayerNetwork(
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .updater(new Adam(0.01))
            .list(
                new ConvolutionLayer.Builder(3, 3)
                    .nOut(1)
                    .convolutionMode(ConvolutionMode.Same)
                    .activation(activation)
                    .build())
            .setInputType(InputType.convolutional(4, 4, channels))
            .build());
  }

  @Test
  void anOwnGameTrainsItsPlayersAndNamesItsNumbers() {
    Player translator = Player.of(convolution(1, Activation.TANH), SMALL);
    PictureGame game =
        new PictureGame(
            translator,
            Discriminator.of(convolution(2, Activation.IDENTITY), new ImageShape(2, 4, 4)),
            SMALL);
    List<StepResult> results = new ArrayList<>();
    game.listen(every(1, run -> results.add(run.result().orElseThrow())));

    game.fit(new Inverted(), 60);

    assertThat(results.get(0).numbers())
        .containsOnlyKeys("d_real_loss", "d_fake_loss", "g_loss", "g_l1");
    assertThat(results.get(59).number("g_l1").orElseThrow())
        .isLessThan(results.get(0).number("g_l1").orElseThrow() / 2);
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
