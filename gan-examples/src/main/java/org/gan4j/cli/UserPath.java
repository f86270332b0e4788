package org.gan4j.cli;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.File;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Paths as users write them: a {@code ~} is their home folder also where no shell has seen it,
 * behind {@code =} or a colon. A folder that is called so is {@code ./~}.
 */
final class UserPath implements ITypeConverter<Path> {
  @Override
  public Path convert(String value) {
    try {
      return of(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /**
   * Returns the path of a text.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Path of(String text) {
    checkArgument(!text.isEmpty(), "a file or a folder is expected, not an empty text");
    checkArgument(
        !text.equals("-"),
        "a file or a folder is expected, not '-': gan writes to no standard output, and ./- is a"
            + " file of that name");
    boolean home =
        text.equals("~") || text.startsWith("~/") || text.startsWith("~" + File.separator);
    return Path.of(home ? System.getProperty("user.home") + text.substring(1) : text);
  }
}
