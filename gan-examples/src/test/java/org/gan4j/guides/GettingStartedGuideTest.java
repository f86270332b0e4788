package org.gan4j.guides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gan4j.guides.SmallTrainers.DIGITS;
import static org.gan4j.listener.Every.every;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.gan4j.Latents;
import org.gan4j.ValueRange;
import org.gan4j.data.Batching;
import org.gan4j.data.ImageSet;
import org.gan4j.data.folder.ImageFolder;
import org.gan4j.game.GanTrainer;
import org.gan4j.image.ImageGrid;
import org.gan4j.models.GanModel;
import org.gan4j.models.MlpGan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The Java in docs/getting-started.md runs here. */
class GettingStartedGuideTest {
  @TempDir private Path folder;

  // region train
  static void train(Path pictures, long steps, Path grid) {
    ImageSet images = ImageFolder.in(pictures).open();
    GanModel model = MlpGan.model();
    GanTrainer trainer =
        new GanTrainer(
            model.generator(images.shape(), 1),
            model.discriminator(images.shape(), 1),
            model.settings());
    trainer.listen(every(100, run -> System.out.println(run.result().orElseThrow())));
    trainer.fit(images, steps);
    INDArray latents = Latents.NORMAL.source(model.latentSize(), 7).sample(64);
    INDArray made = trainer.generator().generate(latents);
    ImageGrid.of(trainer.generator().valueRange()).write(made, grid);
  }

  // endregion

  @Test
  void aFolderOfPicturesBecomesAGrid() throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    INDArray digits = Batching.IN_ORDER.over(DIGITS, 1).next(8, ValueRange.UNIT);
    for (int i = 0; i < 8; i++) {
      INDArray digit = digits.get(NDArrayIndex.interval(i, i + 1));
      ImageGrid.of(ValueRange.UNIT).write(digit, pictures.resolve(i + ".png"));
    }
    Path grid = folder.resolve("grid.png");
    train(pictures, 1, grid);
    assertThat(ImageIO.read(grid.toFile()).getWidth()).isEqualTo(8 * 28 + 7 * 2);
  }
}
