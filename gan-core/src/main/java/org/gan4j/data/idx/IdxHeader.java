package org.gan4j.data.idx;

import com.google.common.primitives.Ints;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.gan4j.GanException;

/**
 * The beginning of an IDX file: what is in it, and how much.
 *
 * @param kind images or labels
 * @param count how many
 * @param rows of each image; of labels, how many numbers tell about each image
 * @param columns of each image; 1 for labels
 */
record IdxHeader(IdxKind kind, int count, int rows, int columns) {
  /** The longest array that a Java virtual machine is sure to allow. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  /** Reads and checks the header; nothing is allocated that depends on what it says. */
  static IdxHeader read(Path file, IdxKind kind, InputStream in) throws IOException {
    requireKind(file, kind, in.readNBytes(4));
    byte[] bytes = in.readNBytes(4 * kind.dimensions());
    int missing = 4 * kind.dimensions() - bytes.length;
    if (missing > 0) {
      throw new GanException(
          "%s is cut off: %d bytes of its header are missing. Download or copy the file again."
              .formatted(file, missing));
    }
    int rows = kind.dimensions() > 1 ? size(bytes, 1) : 1;
    int columns = kind.dimensions() > 2 ? size(bytes, 2) : 1;
    IdxHeader header = new IdxHeader(kind, size(bytes, 0), rows, columns);
    header.requireSizes(file);
    return header;
  }

  /** {@return how many bytes follow the header} */
  int bytes() {
    return count * rows * columns * kind.valueBytes();
  }

  int headerBytes() {
    return 4 + 4 * kind.dimensions();
  }

  /** {@return for example {@code 60000 images of 28 x 28 pixels}} */
  @Override
  public String toString() {
    return count
        + " "
        + kind
        + (kind.isOfImages() ? " of " + rows + " x " + columns + " pixels" : "");
  }

  private static int size(byte[] bytes, int index) {
    return Ints.fromByteArray(Arrays.copyOfRange(bytes, 4 * index, 4 * index + 4));
  }

  private static void requireKind(Path file, IdxKind kind, byte[] start) {
    if (start.length == 0) {
      throw new GanException(
          "%s is empty; expected an IDX file of %s. Download or copy the file again."
              .formatted(file, kind));
    }
    Optional<IdxKind> found = IdxKind.of(start);
    if (found.equals(Optional.of(kind))) {
      return;
    }
    if (found.isPresent()) {
      throw new GanException(
          "%s is an IDX file of %s; expected one of %s. Are the two files swapped?"
              .formatted(file, found.get(), kind));
    }
    throw new GanException(
        "%s is not an IDX file of %s: it begins with %s, expected %s. Is it the right file?"
            .formatted(file, kind, IdxKind.hex(start), kind.start()));
  }

  private void requireSizes(Path file) {
    if (count < 1 || rows < 1 || columns < 1) {
      throw new GanException(
          ("the header of %s promises %s; expected sizes of at least 1. The file is "
                  + "damaged or of another format.")
              .formatted(file, this));
    }
    if ((long) rows * columns > MAX_BYTES / kind.valueBytes() / count) {
      throw new GanException(
          ("the header of %s promises %s; expected %d bytes of pixels at most. The file "
                  + "is damaged, or has to be split.")
              .formatted(file, this, MAX_BYTES));
    }
  }
}
