package org.gan4j.examples;

import static org.gan4j.listener.Every.every;

import java.nio.file.Path;
import org.gan4j.data.ImageSet;
import org.gan4j.data.download.Mnist;
import org.gan4j.game.GanTrainer;
import org.gan4j.listener.SampleGrid;
import org.gan4j.models.GanModel;
import org.gan4j.models.NarrowDcgan;

/** Trains a critic with a gradient penalty, the WGAN-GP of Gulrajani et al. 2017. */
public final class MnistWganGp {
  private static final long SEED = 1;

  private MnistWganGp() {}

  /**
   * Trains, and draws grids into {@code runs/mnist-wgan-gp}. Downloads MNIST if it is missing.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    run(Mnist.train(), 2_500, Path.of("runs", "mnist-wgan-gp"));
  }

  /**
   * {@return the trainer after its last step, and through it both networks}
   *
   * @param digits images, height and width multiples of 4
   * @param steps how many to train, at least 1
   * @param out where grids of samples are drawn
   */
  public static GanTrainer run(ImageSet digits, long steps, Path out) {
    GanModel model = NarrowDcgan.wassersteinModel();
    GanTrainer trainer = model.trainer(digits.shape(), SEED, steps);
    trainer.listen(
        every(500, SampleGrid.into(out, trainer.generator(), trainer.latentSpace(), 100, SEED)),
        every(100, run -> System.out.println(run.result().orElseThrow())));
    trainer.fit(digits, steps);
    return trainer;
  }
}
