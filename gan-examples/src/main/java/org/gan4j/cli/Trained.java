package org.gan4j.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.gan4j.Discriminator;
import org.gan4j.GanException;
import org.gan4j.Generator;
import org.gan4j.LatentSource;
import org.gan4j.Latents;
import org.gan4j.SampleShape;
import org.gan4j.cli.option.Choice;
import org.gan4j.cli.option.GivenRun;

/** What new images are drawn from: the folder of a run, or the file that was exported of one. */
interface Trained {
  /**
   * Returns what is at a path.
   *
   * @param choice of a run's checkpoints
   * @param say is told of checkpoints that are damaged
   * @throws org.gan4j.GanException if it is neither, or a file has no choice of generators
   */
  static Trained open(Path path, Choice choice, Consumer<String> say) {
    if (!Files.isRegularFile(path)) {
      return new TrainedRun(path, choice, say);
    }
    if (GivenRun.isCheckpoint(path)) {
      throw GivenRun.checkpoint(path);
    }
    choice.refuseFor(path);
    return TrainedFile.open(path);
  }

  /** The shape of the samples. */
  SampleShape shape();

  /** The distribution of the latents. */
  Latents kind();

  /** The latents that new images are drawn from, a stream for each seed. */
  LatentSource latents(long seed);

  Generator generator();

  /**
   * Returns the discriminator.
   *
   * @throws GanException if there is none
   */
  Discriminator discriminator();

  /** Where a picture of a name goes that the user gave no place for. */
  Path place(String picture);
}
