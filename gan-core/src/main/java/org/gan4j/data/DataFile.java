package org.gan4j.data;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.gan4j.GanException;

/**
 * Tells what a file of data is: IDX, NumPy's {@code .npy} and {@code .npz}, a picture, or a folder
 * of them.
 */
public final class DataFile {
  private static final byte[] NPY = {(byte) 0x93, 'N', 'U', 'M'};

  private DataFile() {}

  /**
   * {@return facts about a file or a folder by their names, in an order to show them in, the first
   * of which is what it is; none if it is no data that this package reads}
   *
   * @param path an IDX file, plain or packed with gzip, which is checked to its last byte; a {@code
   *     .npy} or {@code .npz} file of any arrays; a picture; or a folder with IDX files or pictures
   *     in it
   * @throws GanException if it cannot be read, or is damaged, or is a folder without data
   */
  public static Optional<ImmutableMap<String, String>> describe(Path path) {
    return Files.isDirectory(path) ? Optional.of(FolderFacts.describe(path)) : file(path);
  }

  private static Optional<ImmutableMap<String, String>> file(Path file) {
    byte[] start = start(file);
    if (Arrays.equals(start, NPY)) {
      return Optional.of(npy(file));
    }
    if (NpzFile.is(file) && file.toString().toLowerCase(Locale.ROOT).endsWith(".npz")) {
      return Optional.of(npz(file));
    }
    return idx(file, start).or(() -> picture(file));
  }

  /** Returns the first four bytes, unpacked; of other files than these, none. */
  private static byte[] start(Path file) {
    try (InputStream in = GzipInput.open(file)) {
      return in.readNBytes(4);
    } catch (IOException e) {
      throw new GanException("%s cannot be read: %s".formatted(file, e), e);
    }
  }

  /**
   * {@return whether a file begins as IDX files of images do}
   *
   * @param file that need not be there, or readable
   */
  public static boolean isImagesOfIdx(Path file) {
    try {
      return Files.isRegularFile(file) && idxKind(file).filter(IdxKind::isOfImages).isPresent();
    } catch (GanException e) {
      return false;
    }
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

  /** Returns the header of an IDX file that has been checked, if it is one. */
  static Optional<IdxHeader> idx(Path file) {
    return idxKind(file).map(kind -> IdxReader.open(file, kind).header());
  }

  /** Returns what an IDX file holds, by its first bytes alone; nothing if it is none. */
  static Optional<IdxKind> idxKind(Path file) {
    return IdxKind.of(start(file));
  }

  private static Optional<ImmutableMap<String, String>> idx(Path file, byte[] start) {
    return start.length < 4
        ? Optional.empty()
        : idx(file)
            .map(header -> ImmutableMap.of("kind", "IDX file", "content", header.toString()));
  }

  private static ImmutableMap<String, String> npy(Path file) {
    NpyHeader header = NpyArray.of(file).header();
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    facts
        .put("kind", "NumPy array")
        .put("shape", NpyArray.python(header.shape()))
        .put("values", header.type())
        .put("order", header.fortran() ? "Fortran" : "C");
    ArrayLayout.ofShape(header.shape()).ifPresent(images -> facts.put("images", images.toString()));
    return facts.buildOrThrow();
  }

  private static ImmutableMap<String, String> npz(Path file) {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    facts.put("kind", "NumPy archive");
    NpzFile.arrays(file)
        .forEach(
            (name, array) ->
                facts.put(
                    "array " + name,
                    NpyArray.python(array.header().shape()) + " " + array.header().type()));
    return facts.buildOrThrow();
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
