package org.gan4j.examples;

import static org.gan4j.listener.Every.every;

import java.nio.file.Path;
import org.gan4j.Latents;
import org.gan4j.data.ImageSet;
import org.gan4j.data.download.Mnist;
import org.gan4j.game.GanTrainer;
import org.gan4j.listener.SampleGrid;
import org.gan4j.models.GanModel;
import org.gan4j.models.MlpGan;

/** Trains the GAN of dense layers on MNIST and draws grids of what it makes on the way. */
public final class MnistMlp {
  private static final long SEED = 1;

  private MnistMlp() {}

  /**
   * Trains for 10,000 steps into {@code runs/mnist-mlp-example}. Downloads MNIST if it is missing.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    run(Mnist.train(), 10_000, Path.of("runs", "mnist-mlp-example"));
  }

  /**
   * {@return the trainer after its last step, and through it both networks}
   *
   * @param images real images
   * @param steps how many steps to train, at least 0
   * @param out where a grid is drawn every 500 steps and after the last one, named by its step
   */
  // region train
  public static GanTrainer run(ImageSet images, long steps, Path out) {
    GanModel model = MlpGan.model();
    GanTrainer trainer =
        new GanTrainer(
            model.generator(images.shape(), SEED),
            model.discriminator(images.shape(), SEED),
            model.settings().withSeed(SEED));
    trainer.listen(
        every(500, SampleGrid.into(out, trainer.generator(), Latents.NORMAL, 64, SEED)),
        every(100, run -> System.out.println(run.result().orElseThrow())));
    trainer.fit(images, steps);
    return trainer;
  }
  // endregion
}
