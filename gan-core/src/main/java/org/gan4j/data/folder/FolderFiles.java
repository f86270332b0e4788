package org.gan4j.data.folder;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.gan4j.GanException;

/**
 * The files of a folder that are images by their content or by their name.
 *
 * @param images in the order of their names, on every system the same
 * @param unreadable what may be more of them, most often a folder, and why it cannot be read
 * @param key by which all of it is known again
 */
record FolderFiles(List<Path> images, Map<Path, IOException> unreadable, FolderKey key) {
  private static final Pattern NAME =
      Pattern.compile(
          ".*\\.(png|jpe?g|jpe|jfif|gif|bmp|dib|webp|tiff?|avif|hei[cf]|jxl|jp2|psd|ico|tga"
              + "|p[bgnp]m)");

  /**
   * {@return the files in a folder and below it, but for hidden ones}
   *
   * @throws GanException if there is no folder, or nothing in it that is or may be an image
   */
  static FolderFiles in(Path folder) {
    return in(folder, sentence -> {});
  }

  /** The same, with somebody who hears of each file, as there may be many. */
  static FolderFiles in(Path folder, FolderListener listener) {
    requireFolder(folder);
    FolderFiles files = find(folder, listener).found();
    if (files.count() == 0) {
      throw new GanException(
          ("there is no image in the folder %s; expected .png, .jpg, .gif, .bmp, .webp or .tif"
                  + " files, in it or below it. Is it the right folder?")
              .formatted(folder));
    }
    return files;
  }

  /** {@return whether a file's name ends as those of images do} */
  static boolean isNamedAsImage(Path file) {
    return NAME.matcher(file.getFileName().toString().toLowerCase(Locale.ROOT)).matches();
  }

  /** {@return how many there are, readable or not} */
  int count() {
    return images.size() + unreadable.size();
  }

  /** {@return the classes of the images, whether they can be used or not} */
  FolderClasses classes(Path folder) {
    return FolderClasses.of(folder, images);
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

  private static Finder find(Path folder, FolderListener listener) {
    Finder finder = new Finder(folder, listener);
    try {
      Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, finder);
      return finder;
    } catch (IOException e) {
      throw new GanException("the folder %s cannot be read: %s".formatted(folder, e), e);
    }
  }

  /** Goes through a folder and those below it, past what it cannot read. */
  static final class Finder extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final FolderListener listener;
    private final List<FolderKey.File> images = new ArrayList<>();
    private final Map<Path, IOException> unreadable = new LinkedHashMap<>();

    Finder(Path folder, FolderListener listener) {
      this.folder = folder;
      this.listener = listener;
    }

    FolderFiles found() {
      images.sort(Comparator.comparing(FolderKey.File::name));
      List<String> others = unreadable.keySet().stream().map(path -> name(folder, path)).toList();
      return new FolderFiles(
          images.stream().map(FolderKey.File::path).toList(),
          unreadable,
          FolderKey.of(images, others));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
      return isHidden(path) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
      if (!isHidden(path) && attributes.isRegularFile() && DataFile.isPicture(path)) {
        images.add(FolderKey.File.of(folder, path, attributes));
        listener.at("listed", images.size(), 0);
      }
      return FileVisitResult.CONTINUE;
    }

    /** Comes in place of both others, for hidden ones too. */
    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
      if (path.equals(folder)) {
        throw e;
      }
      boolean seen = e instanceof FileSystemLoopException; // a link to a folder that it is in
      if (!seen && !isHidden(path)) {
        unreadable.put(path, new IOException("it cannot be read: " + e, e));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path path, IOException e) throws IOException {
      return e == null ? FileVisitResult.CONTINUE : visitFileFailed(path, e);
    }

    private boolean isHidden(Path path) {
      return !path.equals(folder) && path.getFileName().toString().startsWith(".");
    }
  }
}
