package org.gan4j.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.GanException;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.Latents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;

class SampleGridTest {
  @TempDir Path folder;
  private final Generator generator = generator();
  private final FakeRun run = new FakeRun();

  @Test
  void filesAreNamedByTheStepWithSixDigitsAtLeast() throws IOException {
    SampleGrid grid = SampleGrid.into(folder, generator, Latents.NORMAL, 4, 1);

    for (long step : new long[] {0, 7, 123456, 1234567}) {
      at(step);
      grid.accept(run);
    }

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("000000.png", "000007.png", "123456.png", "1234567.png");
    }
  }

  @Test
  void pictureHoldsAllImagesTwiceEnlarged() throws IOException {
    SampleGrid.into(folder, generator, Latents.NORMAL, 4, 1).accept(run);

    BufferedImage picture = ImageIO.read(folder.resolve("000000.png").toFile());
    assertThat(picture.getWidth()).isEqualTo(2 * 2 * 5 + 2);
    assertThat(picture.getHeight()).isEqualTo(2 * 2 * 3 + 2);
  }

  @Test
  void unchangedGeneratorGivesTheSameBytesAndAChangedOneOthers() throws IOException {
    SampleGrid grid = SampleGrid.into(folder, generator, Latents.NORMAL, 4, 1);

    at(1);
    grid.accept(run);
    at(2);
    generator.forward(Nd4j.rand(9, 3)); // a training pass between is no change
    grid.accept(run);
    at(3);
    generator.weights().parameters().muli(-1);
    grid.accept(run);

    assertThat(bytes("000002.png")).isEqualTo(bytes("000001.png"));
    assertThat(bytes("000003.png")).isNotEqualTo(bytes("000001.png"));
  }

  @Test
  void latentsFollowFromTheSeedAndTheDistribution() throws IOException {
    at(1);
    SampleGrid.into(folder, generator, Latents.NORMAL, 4, 1).accept(run);
    at(2);
    SampleGrid.into(folder, generator, Latents.NORMAL, 4, 1).accept(run);
    at(3);
    SampleGrid.into(folder, generator, Latents.NORMAL, 4, 2).accept(run);
    at(4);
    SampleGrid.into(folder, generator, Latents.UNIT, 4, 1).accept(run);

    assertThat(bytes("000002.png")).isEqualTo(bytes("000001.png"));
    assertThat(bytes("000003.png")).isNotEqualTo(bytes("000001.png"));
    assertThat(bytes("000004.png")).isNotEqualTo(bytes("000001.png"));
  }

  /** In a training pass BatchNorm would make every batch of one image the same. */
  @Test
  void imagesAreMadeInInferenceMode() throws IOException {
    at(1);
    SampleGrid.into(folder, generator, Latents.NORMAL, 1, 1).accept(run);
    at(2);
    SampleGrid.into(folder, generator, Latents.NORMAL, 1, 2).accept(run);

    assertThat(bytes("000002.png")).isNotEqualTo(bytes("000001.png"));
  }

  @Test
  void missingFolderIsMade() {
    Path deep = folder.resolve("a").resolve("b");
    SampleGrid.into(deep, generator, Latents.NORMAL, 1, 1).accept(run);
    assertThat(deep.resolve("000000.png")).isRegularFile();
  }

  @Test
  void folderThatIsAFileIsAGanException() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    SampleGrid grid = SampleGrid.into(file, generator, Latents.NORMAL, 1, 1);

    assertThatThrownBy(() -> grid.accept(run))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("000000.png");
  }

  @Test
  void countBelowOneIsRefusedWithItsValue() {
    assertThatThrownBy(() -> SampleGrid.into(folder, generator, Latents.NORMAL, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one image")
        .hasMessageContaining("0");
  }

  private void at(long step) {
    run.result(FakeRun.step(step, 0, 0, 0, 0, 0));
  }

  private byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name));
  }

  private static Generator generator() {
    var layers =
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .list()
            .layer(new DenseLayer.Builder().nIn(3).nOut(8).activation(Activation.TANH).build())
            .layer(new BatchNormalization.Builder().nIn(8).nOut(8).build())
            .layer(new DenseLayer.Builder().nIn(8).nOut(15).activation(Activation.TANH).build())
            .build();
    return Generator.of(new MultiLayerNetwork(layers), ImageShape.gray(3, 5));
  }
}
