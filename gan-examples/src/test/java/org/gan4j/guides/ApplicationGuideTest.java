package org.gan4j.guides;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.gan4j.draw.GeneratorPool;
import org.gan4j.game.GanTrainer;
import org.gan4j.image.ImageGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The Java in docs/in-an-application.md runs here. */
class ApplicationGuideTest {
  @TempDir private Path folder;

  @Test
  void trainingIsATaskThatCanBeWatchedAndStopped() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    AtomicInteger heard = new AtomicInteger();
    Path file = folder.resolve("digits.gan");
    TrainingTask task = new TrainingTask(SmallTrainers.trainer(), file, share -> heard.set(1));

    executor.submit(() -> task.run(SmallTrainers.DIGITS, 3)).get();
    executor.shutdown();

    assertThat(heard).hasValue(1);
    assertThat(file).isNotEmptyFile();
    task.stop();
    assertThat(draw(file).getWidth()).isEqualTo(28);
  }

  private static BufferedImage draw(Path file) {
    long seed = 7;
    // region draw
    GeneratorPool pool = GeneratorPool.load(file, 2); // once, at the start
    BufferedImage picture =
        pool.use(
            digits -> {
              try (INDArray image = digits.generate(1, seed)) {
                return ImageGrid.of(digits.generator().valueRange()).draw(image);
              }
            });
    // endregion
    return picture;
  }

  @Test
  void aStoppedTaskKeepsWhatItHas() {
    GanTrainer trainer = SmallTrainers.trainer();
    Path file = folder.resolve("stopped.gan");
    TrainingTask task = new TrainingTask(trainer, file, share -> {});
    task.stop();
    task.run(SmallTrainers.DIGITS, 1_000_000);
    assertThat(trainer.steps()).isEqualTo(1);
    assertThat(file).isNotEmptyFile();
  }
}
