package org.gan4j.examples;

import static org.gan4j.listener.Every.every;

import java.nio.file.Path;
import org.gan4j.checkpoint.Checkpoints;
import org.gan4j.data.ImageSet;
import org.gan4j.data.download.Mnist;
import org.gan4j.game.GanTrainer;
import org.gan4j.models.GanModel;
import org.gan4j.models.MlpGan;

/** Trains with checkpoints: ended at any moment and started again, it goes on where it was. */
public final class ResumedMlp {
  private static final long SEED = 1;

  private ResumedMlp() {}

  /**
   * Trains to 10,000 steps, with checkpoints in {@code checkpoints}. Downloads MNIST if it is
   * missing.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    run(Mnist.train(), 10_000, Path.of("checkpoints"));
  }

  /**
   * {@return the trainer after its last step}
   *
   * @param images real images, the same each time
   * @param steps how many steps to make in all
   * @param folder of checkpoints, one every 100 steps and one after the last
   */
  // region resume
  public static GanTrainer run(ImageSet images, long steps, Path folder) {
    GanModel model = MlpGan.model();
    GanTrainer trainer =
        new GanTrainer(
            model.generator(images.shape(), SEED),
            model.discriminator(images.shape(), SEED),
            model.settings().withSeed(SEED));
    Checkpoints checkpoints = Checkpoints.in(folder);
    trainer.listen(every(100, checkpoints::save));
    checkpoints.newest(System.err::println).ifPresent(newest -> newest.restore(trainer));
    trainer.fit(images, steps - trainer.steps());
    return trainer;
  }
  // endregion
}
