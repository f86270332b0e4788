package org.gan4j.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.Player;
import org.gan4j.SampleShape;
import org.gan4j.data.GaussianMixture;
import org.gan4j.draw.TrainedGenerator;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.game.UpdateScheme;
import org.gan4j.loss.Losses;
import org.gan4j.train.MovingAverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

/** Files that were written before players had names and steps a tape. */
class OldFilesTest {
  @TempDir private Path folder;

  private static Path old(String name) throws URISyntaxException {
    return Path.of(OldFilesTest.class.getResource(name).toURI());
  }

  private static MultiLayerNetwork network(Layer... layers) {
    return new MultiLayerNetwork(
        new NeuralNetConfiguration.Builder()
            .seed(70)
            .dataType(DataType.DOUBLE)
            .updater(new Adam(0.01))
            .list(layers)
            .build());
  }

  private static DenseLayer dense(int in, int out, Activation activation) {
    return new DenseLayer.Builder().nIn(in).nOut(out).activation(activation).build();
  }

  private static GanTrainer trainer() {
    Generator generator =
        Generator.of(
            network(
                dense(3, 6, Activation.TANH),
                new BatchNormalization.Builder().nIn(6).nOut(6).build(),
                dense(6, 2, Activation.IDENTITY)),
            SampleShape.vector(2));
    Discriminator discriminator =
        Discriminator.of(
            network(
                dense(2, 6, Activation.LEAKYRELU),
                new DropoutLayer(0.8),
                dense(6, 1, Activation.IDENTITY)),
            SampleShape.vector(2));
    return new GanTrainer(
        generator,
        discriminator,
        GanSettings.defaults()
            .withBatchSize(8)
            .withSeed(5)
            .withScheme(UpdateScheme.SIMULTANEOUS)
            .withLoss(Losses.nonSaturating().noisy(0.1, 2)));
  }

  /** As Deeplearning4j itself reads a part of the file. */
  private MultiLayerNetwork byDl4j(Path checkpoint, String part) throws IOException {
    Path copy = folder.resolve(part);
    try (ZipFile zip = new ZipFile(checkpoint.toFile())) {
      Files.copy(zip.getInputStream(zip.getEntry(part)), copy);
    }
    return ModelSerializer.restoreMultiLayerNetwork(copy.toFile(), true);
  }

  private static double[] values(INDArray array) {
    return array.reshape(array.length()).toDoubleVector();
  }

  private static void assertIs(Player player, MultiLayerNetwork stored) {
    MultiLayerNetwork own = (MultiLayerNetwork) player.network();
    assertThat(values(own.params())).containsExactly(values(stored.params()));
    assertThat(values(own.getUpdater().getStateViewArray()))
        .containsExactly(values(stored.getUpdater().getStateViewArray()));
    assertThat(own.getIterationCount()).isEqualTo(3);
  }

  @Test
  void anOldCheckpointIsRestoredWholeAndGoesOn() throws Exception {
    Path file = old("points.ckpt");
    Checkpoint checkpoint = Checkpoint.read(file);
    GanTrainer trainer = trainer();
    MovingAverage average = MovingAverage.of(trainer);
    trainer.listen(average);

    checkpoint.restore(trainer);

    assertThat(checkpoint.step()).isEqualTo(3);
    assertThat(checkpoint.score()).hasValue(1.5);
    assertThat(checkpoint.hasAverage()).isTrue();
    assertIs(trainer.generator(), byDl4j(file, "generator.zip"));
    assertIs(trainer.discriminator(), byDl4j(file, "discriminator.zip"));
    assertThat(trainer.state())
        .isEqualTo(checkpoint.state())
        .satisfies(
            state ->
                assertThat(state.positions())
                    .containsOnlyKeys("discriminator", "generator", "images", "labels", "latents"));
    assertThat(values(((MultiLayerNetwork) average.network()).params()))
        .containsExactly(
            values(((MultiLayerNetwork) checkpoint.averagedGenerator().orElseThrow()).params()));

    trainer.fit(GaussianMixture.ring(8).points(1), 2);
    assertThat(trainer.steps()).isEqualTo(5);
  }

  @Test
  void anOldGeneratorDraws() throws Exception {
    TrainedGenerator generator = TrainedGenerator.load(old("pictures.gan"));
    try (INDArray images = generator.generate(2, 7)) {
      assertThat(images.shape()).containsExactly(2, 1, 6, 6);
      assertThat(images.amaxNumber().doubleValue()).isBetween(1e-3, 1.0);
    }
  }
}
