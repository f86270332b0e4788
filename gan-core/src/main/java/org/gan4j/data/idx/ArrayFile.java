package org.gan4j.data.idx;

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
 * Tells what a file of arrays is: IDX, or NumPy's {@code .npy} and {@code .npz}.
 *
 * <p>Internal to gan4j: {@link org.gan4j.data.folder.DataFile} tells it, and of pictures and
 * folders too.
 */
public final class ArrayFile {
  private static final byte[] NPY = {(byte) 0x93, 'N', 'U', 'M'};

  private ArrayFile() {}

  /**
   * {@return facts about a file by their names; none if it is none of these}
   *
   * @param file plain or packed
   * @throws GanException if it cannot be read, or is damaged
   */
  public static Optional<ImmutableMap<String, String>> describe(Path file) {
    byte[] start = start(file);
    if (Arrays.equals(start, NPY)) {
      return Optional.of(npy(file));
    }
    if (NpzFile.is(file) && file.toString().toLowerCase(Locale.ROOT).endsWith(".npz")) {
      return Optional.of(npz(file));
    }
    return idx(file, start);
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
   * {@return what an IDX file holds, which is checked to its last byte, if it is one}
   *
   * @param file plain or packed
   * @throws GanException if it cannot be read, or is damaged
   */
  public static Optional<String> idx(Path file) {
    return idxKind(file).map(kind -> IdxReader.open(file, kind).header().toString());
  }

  /** Returns what an IDX file holds, by its first bytes alone; nothing if it is none. */
  static Optional<IdxKind> idxKind(Path file) {
    return IdxKind.of(start(file));
  }

  private static Optional<ImmutableMap<String, String>> idx(Path file, byte[] start) {
    return start.length < 4
        ? Optional.empty()
        : idx(file).map(content -> ImmutableMap.of("kind", "IDX file", "content", content));
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
}
