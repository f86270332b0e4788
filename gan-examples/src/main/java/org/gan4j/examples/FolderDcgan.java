package org.gan4j.examples;

import static com.google.common.base.Preconditions.checkArgument;
import static org.gan4j.listener.Every.every;

import java.nio.file.Path;
import org.gan4j.data.ImageSet;
import org.gan4j.data.folder.ImageFolder;
import org.gan4j.game.GanTrainer;
import org.gan4j.listener.SampleGrid;
import org.gan4j.models.GanModel;
import org.gan4j.models.RadfordDcgan;

/** Trains the DCGAN of Radford et al. on a folder of pictures, in colour, at 32 x 32 pixels. */
public final class FolderDcgan {
  private static final long SEED = 1;

  private FolderDcgan() {}

  /**
   * Trains into {@code runs/folder-dcgan}.
   *
   * @param args the folder of the pictures
   */
  public static void main(String[] args) {
    checkArgument(args.length == 1, "one argument is expected: a folder of pictures");
    run(ImageFolder.in(Path.of(args[0])), 2_000, Path.of("runs", "folder-dcgan"));
  }

  /**
   * {@return the trainer after its last step, and through it both networks}
   *
   * @param folder pictures of any size, which are resized and cropped
   * @param steps how many steps to train, at least 0
   * @param out where a grid is drawn every 100 steps and after the last one, named by its step
   */
  public static GanTrainer run(ImageFolder folder, long steps, Path out) {
    ImageSet images = folder.rgb().size(32, 32).open();
    GanModel model = RadfordDcgan.model();
    GanTrainer trainer =
        new GanTrainer(
            model.generator(images.shape(), SEED),
            model.discriminator(images.shape(), SEED),
            model.settings().withBatchSize(64).withSeed(SEED));
    trainer.listen(
        every(100, SampleGrid.into(out, trainer.generator(), model.settings().latents(), 64, SEED)),
        every(10, run -> System.out.println(run.result().orElseThrow())));
    trainer.fit(images, steps);
    return trainer;
  }
}
