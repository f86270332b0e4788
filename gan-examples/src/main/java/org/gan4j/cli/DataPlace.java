package org.gan4j.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where data lie: what stands behind the colon.
 *
 * @param text one path, or several with commas between them
 */
record DataPlace(String text) {
  Path path() {
    return Path.of(text);
  }

  List<Path> paths() {
    return Stream.of(text.split(",", -1)).map(Path::of).toList();
  }

  /** Whether something is missing. */
  boolean hasGaps() {
    return List.of(text.split(",", -1)).contains("");
  }

  /** The last part of a path, without what is of no use in the name of a folder. */
  static String fit(Path path) {
    Path last = path.toAbsolutePath().normalize().getFileName(); // the root has none
    return last == null ? "root" : last.toString().replaceAll("[^\\p{L}\\p{N}._-]+", "_");
  }
}
