package org.gan4j.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gan4j.GanException;
import org.gan4j.run.RunFolder;

/** A folder that {@code --out} names, in which nothing may be yet. */
public final class UnusedFolder {
  private UnusedFolder() {}

  /**
   * {@return the folder, which is not made yet}
   *
   * @param path of the folder
   * @throws GanException if there is something in it, or in its place
   */
  public static RunFolder at(Path path) {
    RunFolder folder = new RunFolder(path);
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new GanException(path + " is a file, not a folder: give another --out");
    }
    if (!folder.isEmpty()) {
      throw new GanException(
          path + " is already in use: give another --out, or delete that folder");
    }
    return folder;
  }
}
