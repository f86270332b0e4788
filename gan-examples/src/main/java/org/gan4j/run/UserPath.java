package org.gan4j.run;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.File;
import java.nio.file.Path;

/**
 * Paths as users write them: a {@code ~} is their home folder also where no shell has seen it,
 * behind {@code =} or a colon. A folder that is called so is {@code ./~}.
 */
public final class UserPath {
  private UserPath() {}

  /**
   * {@return the path of a text}
   *
   * @param text that a user wrote
   * @throws IllegalArgumentException if it is none
   */
  public static Path of(String text) {
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
