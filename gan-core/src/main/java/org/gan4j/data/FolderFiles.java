package org.gan4j.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gan4j.GanException;

/** Finds the files of a folder that have the name of an image. */
final class FolderFiles {
  private static final Pattern NAME = Pattern.compile(".*\\.(png|jpe?g|gif|bmp)");

  private FolderFiles() {}

  /**
   * {@return the files in a folder and below it, in the order of their names, on every system the
   * same}
   *
   * @throws GanException if there is no folder or no file
   */
  static List<Path> in(Path folder) {
    requireFolder(folder);
    List<Path> files = find(folder);
    if (files.isEmpty()) {
      throw new GanException(
          ("there is no image in the folder %s; expected files whose names end in .png, .jpg,"
                  + " .jpeg, .gif or .bmp, in it or below it. Is it the right folder?")
              .formatted(folder));
    }
    return files;
  }

  /** {@return a file as messages and the order name it} */
  static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private static void requireFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new GanException(
          Files.exists(folder)
              ? "%s is a file; expected a folder of images. Name the folder it is in."
                  .formatted(folder)
              : "there is no folder %s; expected a folder of images. Check the path."
                  .formatted(folder));
    }
  }

  private static List<Path> find(Path folder) {
    try (Stream<Path> paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return paths
          .filter(path -> isImage(folder, path))
          .sorted(Comparator.comparing(path -> name(folder, path)))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new GanException("the folder %s cannot be read: %s".formatted(folder, e), e);
    }
  }

  private static boolean isImage(Path folder, Path path) {
    String name = name(folder, path);
    return NAME.matcher(name.toLowerCase(Locale.ROOT)).matches()
        && !name.startsWith(".")
        && !name.contains("/.")
        && Files.isRegularFile(path);
  }
}
