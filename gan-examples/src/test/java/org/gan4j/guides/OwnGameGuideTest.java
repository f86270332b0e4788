package org.gan4j.guides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gan4j.listener.Every.every;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.ImageShape;
import org.gan4j.Player;
import org.gan4j.SampleShape;
import org.gan4j.ValueRange;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.cli.Result;
import org.gan4j.data.BatchSource;
import org.gan4j.listener.MetricsLog;
import org.gan4j.train.AdversarialTrainer;
import org.gan4j.train.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** The games of the page "Write your own game". */
class OwnGameGuideTest {
  private static final ImageShape SMALL = ImageShape.gray(4, 4);

  @TempDir private Path folder;

  /** Dark pictures, and bright ones: the counterparts of the first, or others. */
  private record DarkAndBright(boolean pairs) implements BatchSource {
    @Override
    public SampleShape shape() {
      return SMALL;
    }

    @Override
    public INDArray next(int count, ValueRange range) {
      return Nd4j.rand(DataType.FLOAT, SMALL.batch(count)).muli(0.9);
    }

    @Override
    public Batch batch(int count, ValueRange range) {
      INDArray bright = next(count, range);
      return Batch.of(bright, (pairs ? bright : next(count, range)).neg());
    }
  }

  private static MultiLayerNetwork convolution(int channels, long seed, Activation activation) {
    return new MultiLayerNetwork(
        new NeuralNetConfiguration.Builder()
            .seed(seed)
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

  private static MultiLayerNetwork network(long seed, Activation activation) {
    return convolution(1, seed, activation);
  }

  private static List<StepResult> listenTo(AdversarialTrainer game) {
    List<StepResult> results = new ArrayList<>();
    game.listen(every(1, run -> results.add(run.result().orElseThrow())));
    return results;
  }

  private static void assertHalved(String name, List<StepResult> results) {
    assertThat(results.get(results.size() - 1).number(name).orElseThrow())
        .isLessThan(results.get(0).number(name).orElseThrow() / 2);
  }

  @Test
  void gameOfTwoPlayersTrainsThemAndNamesItsNumbers() {
    PictureGame game =
        new PictureGame(
            Player.of(network(1, Activation.TANH), SMALL),
            Discriminator.of(convolution(2, 1, Activation.IDENTITY), new ImageShape(2, 4, 4)),
            SMALL);
    List<StepResult> results = listenTo(game);

    game.fit(new DarkAndBright(true), 60);

    assertThat(results.get(0).numbers())
        .containsOnlyKeys("d_real_loss", "d_fake_loss", "g_loss", "g_l1");
    assertHalved("g_l1", results);
    Path file = folder.resolve("pictures.ckpt");
    Checkpoint.write(file, game, OptionalDouble.empty(), Map.of());
    assertThat(Result.of("info", file).out())
        .containsPattern("(?m)^step +60$")
        .containsPattern("(?m)^translator +10 parameters$")
        .containsPattern("(?m)^discriminator +19 parameters$")
        .containsPattern("(?m)^average +none$");
  }

  @Test
  void gameOfFourPlayersTrainsThemAndNamesItsNumbers() {
    ImageShape shape = SMALL;
    Path log = folder.resolve("metrics.jsonl");
    BatchSource unpaired = new DarkAndBright(false);
    // region four
    TwoDomains game =
        new TwoDomains(
            Player.of(network(1, Activation.TANH), shape),
            Player.of(network(2, Activation.TANH), shape),
            Discriminator.of(network(3, Activation.IDENTITY), shape),
            Discriminator.of(network(4, Activation.IDENTITY), shape),
            shape);
    game.listen(every(10, MetricsLog.to(log)));
    game.fit(unpaired, 100);
    // endregion
    assertThat(log).satisfies(file -> assertThat(Files.readAllLines(file)).hasSize(10));
    List<StepResult> results = listenTo(game);
    game.fit(unpaired, 300);
    assertThat(results.get(0).numbers())
        .containsOnlyKeys("g_y", "g_x", "cycle_x", "cycle_y", "d_y", "d_x");
  }
}
