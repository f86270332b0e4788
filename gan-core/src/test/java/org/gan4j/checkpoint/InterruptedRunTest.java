package org.gan4j.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gan4j.checkpoint.TinyTrainers.all;
import static org.gan4j.checkpoint.TinyTrainers.images;
import static org.gan4j.checkpoint.TinyTrainers.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gan4j.Latents;
import org.gan4j.game.GanTrainer;
import org.gan4j.listener.Every;
import org.gan4j.listener.MetricsLog;
import org.gan4j.listener.SampleGrid;
import org.gan4j.listener.TensorBoardLog;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a thread that is interrupted, as an executor's is that is shut down. */
class InterruptedRunTest {
  @TempDir private Path folder;
  private final GanTrainer trainer = trainer();

  @AfterEach
  void clear() {
    Thread.interrupted();
  }

  private Checkpoints listening(RunListener first) {
    Checkpoints checkpoints = Checkpoints.in(folder.resolve("checkpoints"));
    trainer.listen(
        first,
        MetricsLog.to(folder.resolve("metrics.jsonl")),
        TensorBoardLog.into(folder.resolve("events")),
        Every.every(1, grids()),
        Every.every(10, checkpoints::save));
    return checkpoints;
  }

  private SampleGrid grids() {
    return SampleGrid.into(folder.resolve("samples"), trainer.generator(), Latents.NORMAL, 4, 1);
  }

  /** Interrupts the training thread in the third step. */
  private static RunListener interrupting() {
    return new RunListener() {
      @Override
      public void onStep(Run run) {
        if (run.trainer().steps() == 3) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }

  @Test
  void runEndsAfterTheStepWithAllThatIsSavedAndTheThreadStaysInterrupted() throws IOException {
    Checkpoints checkpoints = listening(interrupting());

    trainer.fit(images(), 100);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(trainer.steps()).isEqualTo(3);
    assertThat(Files.readAllLines(folder.resolve("metrics.jsonl"))).hasSize(3);
    GanTrainer other = trainer();
    checkpoints.newest(message -> {}).orElseThrow().restore(other);
    assertThat(all(other)).isEqualTo(all(trainer));
    assertThat(leftOver()).isEmpty();
  }

  private List<Path> leftOver() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".part")).toList();
    }
  }

  @Test
  void executorThatIsShutDownGetsItsRunEnded() throws InterruptedException {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    Checkpoints checkpoints =
        listening(
            new RunListener() {
              @Override
              public void onStep(Run run) {
                if (run.trainer().steps() == 2) {
                  executor.shutdownNow();
                }
              }
            });
    executor.execute(() -> trainer.fit(images(), Integer.MAX_VALUE));
    assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    assertThat(checkpoints.newest(message -> {}).orElseThrow().step()).isEqualTo(2);
  }

  @Test
  void threadThatIsInterruptedAlreadyMakesNoStep() {
    Thread.currentThread().interrupt();
    trainer.fit(images(), 5);
    assertThat(trainer.steps()).isZero();
    assertThat(Thread.interrupted()).isTrue();
  }
}
