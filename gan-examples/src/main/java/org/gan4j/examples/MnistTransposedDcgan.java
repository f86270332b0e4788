package org.gan4j.examples;

import static org.gan4j.listener.Every.every;

import java.nio.file.Path;
import org.gan4j.data.ImageSet;
import org.gan4j.data.download.Mnist;
import org.gan4j.game.GanTrainer;
import org.gan4j.listener.SampleGrid;
import org.gan4j.models.GanModel;
import org.gan4j.models.TanhDcgan;

/** Trains the DCGAN with transposed convolutions on MNIST. */
public final class MnistTransposedDcgan {
  private static final long SEED = 1;

  private MnistTransposedDcgan() {}

  /**
   * Trains into {@code runs/mnist-transposed-dcgan}. Downloads MNIST if it is missing.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    run(Mnist.train(), 2_000, Path.of("runs", "mnist-transposed-dcgan"));
  }

  /**
   * {@return the trainer after its last step, and through it both networks}
   *
   * @param images real images
   * @param steps how many steps to train, at least 0
   * @param out where a grid is drawn every 100 steps and after the last one, named by its step
   */
  public static GanTrainer run(ImageSet images, long steps, Path out) {
    GanModel model = TanhDcgan.transposedModel();
    GanTrainer trainer =
        new GanTrainer(
            model.generator(images.shape(), SEED),
            model.discriminator(images.shape(), SEED),
            model.settings().withSeed(SEED));
    trainer.listen(
        every(100, SampleGrid.into(out, trainer.generator(), model.settings().latents(), 64, SEED)),
        every(10, run -> System.out.println(run.result().orElseThrow())));
    trainer.fit(images, steps);
    return trainer;
  }
}
