package org.gan4j.guides;

import static org.gan4j.listener.Every.every;

import java.nio.file.Path;
import java.util.function.DoubleConsumer;
import org.gan4j.data.ImageSet;
import org.gan4j.draw.TrainedGenerator;
import org.gan4j.game.GanTrainer;
import org.gan4j.train.Run;

// region task
/** Trains on a thread of its own, and leaves a generator in a file. */
public class TrainingTask {
  private final GanTrainer trainer;
  private final Path file;
  private volatile boolean stopped;

  public TrainingTask(GanTrainer trainer, Path file, DoubleConsumer progress) {
    this.trainer = trainer;
    this.file = file;
    trainer.listen(every(1, run -> tell(run, progress)));
  }

  private void tell(Run run, DoubleConsumer progress) {
    progress.accept((double) run.trainer().steps() / run.lastStep());
    if (stopped) {
      run.stop();
    }
  }

  public void run(ImageSet images, long steps) {
    trainer.fit(images, steps);
    TrainedGenerator.of(trainer.generator(), trainer.settings().latents()).save(file);
  }

  public void stop() {
    stopped = true;
  }
}
// endregion
