package org.gan4j.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where data lie: what stands behind the colon.
 *
 * @param text one path, or several with commas between them
 * @param base the folder that relative paths begin in
 */
record DataPlace(String text, Path base) {
  /** A comma, unless there is a backslash before it. */
  private static final String COMMA = "(?<!\\\\),";

  /** Returns the only path. */
  Path path() {
    return path(text);
  }

  private Path path(String name) {
    return base.resolve(UserPath.of(name));
  }

  /**
   * Returns the paths of a list. A comma is part of a name where there is a file of that name, or
   * behind a backslash; of {@code *}, {@code ?} and brackets in the last part of a path, all files
   * that fit are meant.
   */
  List<Path> paths() {
    String[] parts = text.split(COMMA, -1);
    List<Path> paths = new ArrayList<>();
    int first = 0;
    while (first < parts.length) {
      int end = parts.length;
      while (end > first + 1 && !isThere(path(joined(parts, first, end)))) {
        end--;
      }
      paths.addAll(NamePattern.files(path(joined(parts, first, end))));
      first = end;
    }
    return paths;
  }

  private static String joined(String[] parts, int first, int end) {
    return String.join(",", List.of(parts).subList(first, end)).replace("\\,", ",");
  }

  /** Whether there is a file or a folder, or an archive of which a part is named. */
  private static boolean isThere(Path path) {
    String name = path.toString();
    int part = name.lastIndexOf('#');
    return Files.exists(path) || (part > 0 && Files.exists(Path.of(name.substring(0, part))));
  }

  /** Whether all of it is there. */
  boolean exists() {
    return isThere(path()) || paths().stream().allMatch(DataPlace::isThere);
  }

  /** Whether something is missing in the text. */
  boolean hasGaps() {
    boolean gaps = Stream.of(text.split(COMMA, -1)).anyMatch(String::isEmpty);
    return text.isEmpty() || (gaps && !isThere(path()));
  }

  /** The last part of a path, without what is of no use in the name of a folder. */
  static String fit(Path path) {
    Path last = path.toAbsolutePath().normalize().getFileName(); // the root has none
    return last == null ? "root" : last.toString().replaceAll("[^\\p{L}\\p{N}._-]+", "_");
  }
}
