package org.gan4j.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gan4j.GanException;
import picocli.CommandLine.Option;

/** The option that allows to replace a file. */
final class Overwriting {
  @Option(names = "--overwrite", description = "Replace the file of --out if it is there.")
  private boolean allowed;

  /**
   * Returns the file that will be written.
   *
   * @throws GanException if it is there and is not to be replaced
   */
  Path check(Path file) {
    if (Files.isDirectory(file)) {
      throw new GanException(file + " is a folder, not a file: give another --out");
    }
    if (Files.exists(file) && !allowed) {
      throw new GanException(
          file + " is already there: give another --out, or allow to replace it by --overwrite");
    }
    return file;
  }
}
