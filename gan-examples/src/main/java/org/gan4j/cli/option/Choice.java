package org.gan4j.cli.option;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.gan4j.GanException;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.run.RunFolder;
import picocli.CommandLine.Option;

/** The options that choose one of a run's checkpoints, and one of its generators. */
public final class Choice {
  /** The newest one. */
  public static final Choice NEWEST = new Choice();

  @Option(
      names = "--best",
      description =
          "Use the best checkpoint by the measures of the run, in place of the newest one.")
  private boolean best;

  @Option(
      names = "--raw",
      description =
          "Take the generator as it was after the last step, and not its average over the steps"
              + " before, which is taken of a run that has one.")
  private boolean raw;

  /** {@return whether the average is to be left aside} */
  public boolean raw() {
    return raw;
  }

  /**
   * Refuses a choice where there is none.
   *
   * @param file of a generator
   * @throws GanException if there was one
   */
  public void refuseFor(Path file) {
    if (raw || best) {
      throw new GanException(
          "%s holds one generator: leave --%s out, or give it to gan export"
              .formatted(file, raw ? "raw" : "best"));
    }
  }

  /**
   * {@return the checkpoint that was chosen}
   *
   * @param say is told about damaged ones
   * @param folder of the run
   * @throws GanException if there is none
   */
  public Checkpoint of(RunFolder folder, Consumer<String> say) {
    if (!best) {
      return folder.checkpoints().newest(say).orElseThrow(() -> withoutCheckpoint(folder.path()));
    }
    return folder
        .checkpoints()
        .best()
        .orElseThrow(
            () ->
                new GanException(
                    "%s has no best checkpoint, as its generator was never measured: leave out --best"
                        .formatted(folder.path())));
  }

  private static GanException withoutCheckpoint(Path run) {
    return new GanException(
        "%s has no whole checkpoint: the run was ended before it saved one; go on with it by gan"
                .formatted(run)
            + " train --resume "
            + run);
  }
}
