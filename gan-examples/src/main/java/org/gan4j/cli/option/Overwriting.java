package org.gan4j.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gan4j.GanException;
import org.gan4j.file.WholeFile;
import picocli.CommandLine.Option;

/** The option that allows to replace a file. */
public final class Overwriting {
  @Option(names = "--overwrite", description = "Replace the file to be written if it is there.")
  private boolean allowed;

  /**
   * {@return the file that will be written}
   *
   * @param file that is meant
   * @throws GanException if it is there and is not to be replaced
   */
  public Path check(Path file) {
    return check(file, "--out");
  }

  /**
   * {@return the file that will be written}
   *
   * @param option that named it
   * @param file that is meant
   * @throws GanException if it is there and is not to be replaced
   */
  public Path check(Path file, String option) {
    if (Files.isDirectory(file)) {
      throw new GanException("%s is a folder, not a file: give another %s".formatted(file, option));
    }
    if (!allowed && wouldReplace(file, option)) {
      throw new GanException(
          "%s is already there: give another %s, or allow to replace it by --overwrite"
              .formatted(file, option));
    }
    return file;
  }

  private static boolean wouldReplace(Path file, String option) {
    try {
      return WholeFile.wouldReplace(file);
    } catch (IOException e) {
      throw new GanException(
          "%s cannot be written (%s): give another %s".formatted(file, e.getMessage(), option), e);
    }
  }
}
