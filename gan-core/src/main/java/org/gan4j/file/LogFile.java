package org.gan4j.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Files that grow. What {@link Files} opens is a channel, which closes itself under a thread that
 * is interrupted, in the middle of a line; what this opens writes on.
 */
public final class LogFile {
  private LogFile() {}

  /**
   * {@return a stream to the end of a file, to be closed}
   *
   * @param file made if it is not there; its folder has to exist
   * @throws IOException if it cannot be opened
   */
  public static OutputStream append(Path file) throws IOException {
    // First by what says more clearly why it cannot be opened.
    Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
    return new FileOutputStream(file.toFile(), true);
  }
}
