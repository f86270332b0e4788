package org.gan4j.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.gan4j.Discriminator;
import org.gan4j.GanException;
import org.gan4j.Generator;
import org.gan4j.LatentSource;
import org.gan4j.LatentSpace;
import org.gan4j.SampleShape;
import org.gan4j.cli.option.Choice;
import org.gan4j.cli.option.GivenRun;
import org.gan4j.draw.ClassNames;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.run.DataSpec;

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

  /** What the latents are. */
  LatentSpace space();

  /** The classes that can be asked for, none if there are none. */
  ClassNames classes();

  /** The latents that new images are drawn from, a stream for each seed; all classes in turn. */
  LatentSource latents(long seed);

  /** The latents that new images of a class are drawn from. */
  LatentSource latents(long seed, int label);

  Generator generator();

  /**
   * Returns the discriminator.
   *
   * @throws GanException if there is none
   */
  Discriminator discriminator();

  /** The loss that the discriminator was trained by, if that is known. */
  Optional<AdversarialLoss> loss();

  /** Pictures read as those that the generator was trained on, as far as that is known. */
  DataSpec reading(DataSpec data);

  /** Where a picture of a name goes that the user gave no place for. */
  Path place(String picture);
}
