package org.gan4j.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.StreamSupport;

/** Names with {@code *}, {@code ?} or brackets in them, which a shell has left as they are. */
public final class NamePattern {
  private NamePattern() {}

  /** Returns the files that a path stands for, in the order of their names: mostly itself. */
  static List<Path> files(Path path) {
    Path name = path.getFileName();
    if (name == null || !isPattern(name.toString()) || Files.exists(path)) {
      return List.of(path);
    }
    Path folder = path.toAbsolutePath().getParent();
    Path shown = path.getParent();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, name.toString())) {
      List<Path> files =
          StreamSupport.stream(found.spliterator(), false)
              .map(file -> shown == null ? file.getFileName() : shown.resolve(file.getFileName()))
              .sorted()
              .toList();
      return files.isEmpty() ? List.of(path) : files;
    } catch (IOException | PatternSyntaxException e) {
      return List.of(path); // which is said to be missing when it is opened
    }
  }

  /**
   * {@return whether a name may stand for others}
   *
   * @param name of a file
   */
  public static boolean isPattern(String name) {
    return name.matches(".*[*?\\[{].*");
  }
}
