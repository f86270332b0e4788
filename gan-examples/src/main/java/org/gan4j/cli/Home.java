package org.gan4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The user's folder. To a user without a name, as containers have them, Java says {@code ?}, and
 * natives and data would go to a folder of that name.
 */
final class Home {
  private static final String PROPERTY = "user.home";

  private Home() {}

  /** Gives Java another one where it has none; to be called before anything is looked for there. */
  static void ensure() {
    if (!Path.of(System.getProperty(PROPERTY)).isAbsolute()) {
      String named = System.getenv("HOME");
      boolean usable = named != null && named.startsWith("/") && Files.isWritable(Path.of(named));
      System.setProperty(PROPERTY, usable ? named : temporary().toString());
    }
  }

  /** Returns the same folder each time, which nobody else can write to: natives are in it. */
  private static Path temporary() {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    var own = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    try {
      Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
      Path folder = parent.resolve("gan4j-" + user);
      if (Files.notExists(folder)) {
        return Files.createDirectory(folder, own);
      }
      return Files.getAttribute(folder, "unix:uid").equals(user)
          ? folder
          : Files.createTempDirectory(parent, "gan4j-", own);
    } catch (IOException e) {
      return parent; // JavaCPP says what to do where it cannot unpack its natives
    }
  }
}
