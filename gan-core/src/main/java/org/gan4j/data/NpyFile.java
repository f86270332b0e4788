package org.gan4j.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.file.Excerpt;

/**
 * Checks NumPy files of grey drawings, {@code (n, 784)}, {@code (n, 1, 784)} or {@code (n, 28, 28)}
 * unsigned bytes.
 */
final class NpyFile {
  private static final ImageShape DRAWING = ImageShape.gray(28, 28);
  private static final Set<List<Long>> DRAWINGS =
      Set.of(List.of(784L), List.of(1L, 784L), List.of(28L, 28L));
  private static final Set<String> BYTES = Set.of("|u1", "u1", "<u1", ">u1", "=u1");

  private final Path file;
  private final NpyHeader header;

  private NpyFile(Path file, NpyHeader header) {
    this.file = file;
    this.header = header;
  }

  /** {@return the drawings of a file, which is mapped into memory} */
  static ImageSet drawings(Path file) {
    requireFile(file);
    NpyFile npy = new NpyFile(file, NpyHeader.read(file));
    npy.requireBytes();
    npy.requireShape();
    npy.requireContent();
    return MappedImages.open(file, DRAWING, npy.count().intValue(), npy.header.bytes());
  }

  private Long count() {
    return header.shape().get(0);
  }

  private static void requireFile(Path file) {
    if (Files.isDirectory(file)) {
      throw new GanException(
          "%s is a folder; expected a NumPy file (.npy). Name the file itself.".formatted(file));
    }
    if (!Files.exists(file)) {
      throw new GanException(
          "there is no file %s; expected a NumPy file (.npy). Check the path.".formatted(file));
    }
  }

  private void requireBytes() {
    if (!BYTES.contains(header.type())) {
      throw new GanException(
          ("%s has values of type '%s'; expected unsigned bytes, '|u1'. Save the array as"
                  + " array.astype('uint8').")
              .formatted(file, Excerpt.of(header.type())));
    }
    if (header.fortran()) {
      throw new GanException(
          ("%s is in Fortran order; expected C order, one drawing after the other. Save the array"
                  + " as numpy.ascontiguousarray(array).")
              .formatted(file));
    }
  }

  private void requireShape() {
    List<Long> shape = header.shape();
    if (!isOfDrawings(shape)) {
      throw new GanException(
          "%s has an array of shape %s; expected (n, 784), (n, 1, 784) or (n, 28, 28). Is it the right file?"
              .formatted(file, python(shape)));
    }
    if (count() < 1 || count() > Integer.MAX_VALUE) {
      throw new GanException(
          "%s has an array of shape %s; expected 1 to %d drawings. Is it the right file?"
              .formatted(file, python(shape), Integer.MAX_VALUE));
    }
  }

  private static boolean isOfDrawings(List<Long> shape) {
    List<Long> drawing = shape.isEmpty() ? shape : shape.subList(1, shape.size());
    return DRAWINGS.contains(drawing);
  }

  /** {@return how many drawings a header promises, if they can be read as such} */
  static Optional<String> drawingsOf(NpyHeader header) {
    boolean readable = BYTES.contains(header.type()) && !header.fortran();
    return Optional.of(header.shape())
        .filter(shape -> readable && isOfDrawings(shape))
        .map(
            shape ->
                shape.get(0) + " of " + DRAWING.height() + " x " + DRAWING.width() + " pixels");
  }

  private void requireContent() {
    long expected = header.bytes() + count() * DRAWING.size();
    long found = bytes();
    if (found < expected) {
      throw new GanException(
          ("%s is cut off: its header promises %d drawings, which makes %d bytes, but it has %d."
                  + " Download or copy the file again.")
              .formatted(file, count(), expected, found));
    }
    if (found > expected) {
      throw new GanException(
          ("%s goes on after its %d drawings: expected %d bytes, but it has %d. The file is"
                  + " damaged; download or copy it again.")
              .formatted(file, count(), expected, found));
    }
  }

  private long bytes() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new GanException("%s cannot be read: %s".formatted(file, e), e);
    }
  }

  /** Shapes as Python writes them, so {@code (784,)} for one size. */
  static String python(List<Long> shape) {
    return Excerpt.of(
        shape.stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", ", "(", shape.size() == 1 ? ",)" : ")")));
  }
}
