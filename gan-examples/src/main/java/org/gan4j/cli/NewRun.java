package org.gan4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.gan4j.GanException;
import org.gan4j.cli.option.UnusedFolder;
import org.gan4j.run.RunConfig;
import org.gan4j.run.RunFolder;

/**
 * A run that begins in a folder of its own.
 *
 * @param folder that is made when it begins
 */
record NewRun(RunFolder folder) {
  /**
   * Returns a run in a folder that is not made yet.
   *
   * @throws GanException if there is something in it, or in its place
   */
  static NewRun in(Path path) {
    return new NewRun(UnusedFolder.at(path));
  }

  /**
   * Makes the folder and trains in it. A run that fails before its first step, with a batch too
   * large for the memory for example, leaves nothing behind.
   *
   * @param steps that are made
   * @param work that no other process may do in this folder meanwhile
   * @throws GanException if that fails
   */
  void begin(RunConfig config, LongSupplier steps, Runnable work) {
    make();
    folder.locked(
        () -> {
          UnusedFolder.at(folder.path()); // another process may have begun a run meanwhile
          folder.write(config);
          trainOrDiscard(steps, work);
        });
  }

  private void make() {
    Path path = folder.path();
    try {
      // Asked first, because createDirectories refuses a symbolic link to a folder on Java 17.
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path);
      }
    } catch (IOException e) {
      throw new GanException(
          "the folder %s cannot be made (%s): give an --out that you may write to"
              .formatted(path, e),
          e);
    }
  }

  /** Only who has made the folder of a run may take it away again. */
  private void trainOrDiscard(LongSupplier steps, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      if (steps.getAsLong() == 0) {
        folder.discard();
      }
      throw e;
    }
  }
}
