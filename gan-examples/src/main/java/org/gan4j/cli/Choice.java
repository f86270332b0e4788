package org.gan4j.cli;

import java.util.function.Consumer;
import org.gan4j.GanException;
import org.gan4j.checkpoint.Checkpoint;
import picocli.CommandLine.Option;

/** The option that chooses one of a run's checkpoints. */
final class Choice {
  /** The newest one. */
  static final Choice NEWEST = new Choice();

  @Option(
      names = "--best",
      description =
          "Use the best checkpoint by the measures of the run, in place of the newest one.")
  private boolean best;

  /**
   * Returns the checkpoint that was chosen.
   *
   * @param say is told about damaged ones
   * @throws GanException if there is none
   */
  Checkpoint of(RunFolder folder, Consumer<String> say) {
    if (!best) {
      return folder.newest(say);
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
}
