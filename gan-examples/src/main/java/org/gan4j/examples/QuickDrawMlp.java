package org.gan4j.examples;

import static com.google.common.base.Preconditions.checkArgument;
import static org.gan4j.listener.Every.every;

import java.nio.file.Path;
import java.util.List;
import org.gan4j.data.ImageSet;
import org.gan4j.data.idx.QuickDraw;
import org.gan4j.game.GanTrainer;
import org.gan4j.listener.SampleGrid;
import org.gan4j.models.GanModel;
import org.gan4j.models.MlpGan;

/** Trains the GAN of the QuickDraw tutorial on one category of drawings. */
public final class QuickDrawMlp {
  private static final long SEED = 1;

  private QuickDrawMlp() {}

  /**
   * Trains into {@code runs/quickdraw-mlp}.
   *
   * @param args a file of "Quick, Draw!", for example {@code cat.npy}
   */
  public static void main(String[] args) {
    checkArgument(
        args.length == 1,
        "one argument is expected: a file of \"Quick, Draw!\", for example cat.npy");
    run(QuickDraw.open(List.of(Path.of(args[0]))), 6_000, Path.of("runs", "quickdraw-mlp"));
  }

  /**
   * {@return the trainer after its last step, and through it both networks}
   *
   * @param images real images
   * @param steps how many steps to train, at least 0
   * @param out where a grid is drawn every 100 steps and after the last one, named by its step
   */
  public static GanTrainer run(ImageSet images, long steps, Path out) {
    GanModel model = MlpGan.quickdrawModel();
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
