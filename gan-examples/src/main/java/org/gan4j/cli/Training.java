package org.gan4j.cli;

import static org.gan4j.listener.Every.every;

import java.io.PrintStream;
import org.gan4j.data.ImageSet;
import org.gan4j.listener.MetricsLog;
import org.gan4j.listener.SampleGrid;
import org.gan4j.train.GanTrainer;
import org.gan4j.train.RunListener;

/**
 * A run with all that it writes.
 *
 * @param config how to train
 * @param gridSize images in a grid of samples
 * @param folder where to
 * @param gan whose streams to tell about it on
 */
record Training(RunConfig config, int gridSize, RunFolder folder, Gan gan) {
  /** Trains to the end, or until the user stops it. */
  void run(GanTrainer trainer, ImageSet images) {
    tellStart(images);
    try {
      fit(trainer, images);
    } catch (RuntimeException | Error e) {
      if (trainer.steps() == 0) { // a batch too large for the memory, for example
        folder.discard();
      }
      throw e;
    }
  }

  private void fit(GanTrainer trainer, ImageSet images) {
    try (GracefulStop stop = GracefulStop.install(gan.err())) {
      trainer.listen(stop, log(), samples(trainer), networks(), progress());
      trainer.fit(images, config.training().steps());
      if (trainer.steps() == 0) { // stopped before the first step, after which all is written
        folder.save(trainer);
      }
      tellEnd(trainer.steps(), stop.asked());
    }
  }

  private RunListener log() {
    return every(config.every().log(), MetricsLog.to(folder.metrics()));
  }

  private RunListener samples(GanTrainer trainer) {
    SampleGrid grid =
        SampleGrid.into(
            folder.samples(),
            trainer.generator(),
            config.latents().kind(),
            gridSize,
            config.training().seed());
    return every(config.every().sample(), grid);
  }

  private RunListener networks() {
    return every(config.every().save(), run -> folder.save(run.trainer()));
  }

  private RunListener progress() {
    return gan.terminal() ? new ProgressDrawing(gan.err()) : new ProgressLines(gan.err());
  }

  private void tellStart(ImageSet images) {
    gan.err()
        .printf(
            "training %s on %s (%,d images of %s): %,d steps of %,d, into %s%n",
            config.model(),
            config.data(),
            images.size(),
            images.shape(),
            config.training().steps(),
            config.training().batch(),
            folder.path());
  }

  private void tellEnd(long steps, boolean stopped) {
    PrintStream out = gan.out();
    if (stopped) {
      gan.err().printf("stopped after step %,d; all is saved%n", steps);
    }
    Table paths = new Table().row("generator", folder.generatorFile());
    paths.row("discriminator", folder.discriminatorFile());
    if (steps > 0) {
      paths.row("metrics", folder.metrics());
      paths.row("last samples", folder.sample(steps));
    }
    paths.print(out);
  }
}
