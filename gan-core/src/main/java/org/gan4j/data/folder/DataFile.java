package org.gan4j.data.folder;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gan4j.GanException;
import org.gan4j.data.idx.ArrayFile;

/**
 * Tells what a file of data is: IDX, NumPy's {@code .npy} and {@code .npz}, a picture, or a folder
 * of them.
 */
public final class DataFile {
  private DataFile() {}

  /**
   * {@return facts about a file or a folder by their names, in an order to show them in, the first
   * of which is what it is; none if it is no data that gan4j reads}
   *
   * @param path an IDX file, plain or packed with gzip, which is checked to its last byte; a {@code
   *     .npy} or {@code .npz} file of any arrays; a picture; or a folder with IDX files or pictures
   *     in it
   * @throws GanException if it cannot be read, or is damaged, or is a folder without data
   */
  public static Optional<ImmutableMap<String, String>> describe(Path path) {
    return Files.isDirectory(path)
        ? Optional.of(FolderFacts.describe(path))
        : ArrayFile.describe(path).or(() -> picture(path));
  }

  /**
   * {@return whether a file begins as IDX files of images do}
   *
   * @param file that need not be there, or readable
   */
  public static boolean isImagesOfIdx(Path file) {
    return ArrayFile.isImagesOfIdx(file);
  }

  /**
   * {@return whether a file is a picture by its name or by how it begins} What the name alone
   * promises may be damaged, or of a format that Java does not read.
   *
   * @param file that need not be there, or readable: then its name decides, and a file of another
   *     one is none that anybody misses
   */
  public static boolean isPicture(Path file) {
    try {
      return FolderFiles.isNamedAsImage(file)
          || (Files.isRegularFile(file) && PictureFormat.of(file).isPresent());
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<ImmutableMap<String, String>> picture(Path file) {
    try {
      if (!isPicture(file)) {
        return Optional.empty();
      }
      ImageFile.Header header = ImageFile.header(file);
      return Optional.of(
          ImmutableMap.of(
              "kind",
              "picture",
              "format",
              header.format().toString(),
              "size",
              header.size(),
              "colour",
              header.colour()));
    } catch (IOException e) {
      throw new GanException(
          "the picture %s cannot be used: %s. Is it the right file?"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
