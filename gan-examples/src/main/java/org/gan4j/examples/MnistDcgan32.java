package org.gan4j.examples;

import static org.gan4j.listener.Every.every;

import java.nio.file.Path;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.PaddedImages;
import org.gan4j.data.download.Mnist;
import org.gan4j.game.GanTrainer;
import org.gan4j.listener.SampleGrid;
import org.gan4j.models.GanModel;
import org.gan4j.models.ReluDcgan;

/** Trains the DCGAN for images of 32 x 32 pixels on MNIST, with a border of two black pixels. */
public final class MnistDcgan32 {
  private static final long SEED = 1;

  private MnistDcgan32() {}

  /**
   * Trains into {@code runs/mnist-dcgan32}. Downloads MNIST if it is missing.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    run(Mnist.train(), 2_000, Path.of("runs", "mnist-dcgan32"));
  }

  /**
   * {@return the trainer after its last step, and through it both networks}
   *
   * @param images real images of at most 32 x 32 pixels
   * @param steps how many steps to train, at least 0
   * @param out where a grid is drawn every 100 steps and after the last one, named by its step
   */
  public static GanTrainer run(LabelledImages images, long steps, Path out) {
    LabelledImages padded = PaddedImages.of(images, 32, 32);
    GanModel model = ReluDcgan.model();
    GanTrainer trainer =
        new GanTrainer(
            model.generator(padded.shape(), SEED),
            model.discriminator(padded.shape(), SEED),
            model.settings().withSeed(SEED));
    trainer.listen(
        every(100, SampleGrid.into(out, trainer.generator(), model.settings().latents(), 16, SEED)),
        every(10, run -> System.out.println(run.result().orElseThrow())));
    trainer.fit(padded, steps);
    return trainer;
  }
}
