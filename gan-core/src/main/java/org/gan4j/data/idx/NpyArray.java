package org.gan4j.data.idx;

import com.google.common.math.LongMath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gan4j.GanException;
import org.gan4j.file.Excerpt;

/** One array: a NumPy file ({@code .npy}), packed with gzip or not, or a part of an archive. */
final class NpyArray {
  private static final int CHUNK = 1 << 16; // bytes; a multiple of every type's

  private final Path file;
  private final Optional<String> member;
  private final Opening opening;
  private final NpyHeader header;

  private NpyArray(Path file, Optional<String> member, Opening opening) {
    this.file = file;
    this.member = member;
    this.opening = opening;
    this.header = guarded(in -> NpyHeader.read(toString(), in));
  }

  /** Opens the bytes of an array, from its header on. */
  interface Opening {
    InputStream open() throws IOException;
  }

  /** Is told the values of an array in the order of its bytes, and says whether to go on. */
  interface Values {
    boolean next(double value);
  }

  private interface Reading<T> {
    T from(InputStream in) throws IOException;
  }

  /** {@return the array of a file} */
  static NpyArray of(Path file) {
    if (Files.isDirectory(file)) {
      throw new GanException(
          "%s is a folder; expected a NumPy file (.npy). Name the file itself.".formatted(file));
    }
    if (!Files.exists(file)) {
      throw new GanException(
          "there is no file %s; expected a NumPy file (.npy). Check the path.".formatted(file));
    }
    return new NpyArray(file, Optional.empty(), () -> GzipInput.open(file));
  }

  /** {@return one array of several in a file} */
  static NpyArray member(Path file, String name, Opening opening) {
    return new NpyArray(file, Optional.of(name), opening);
  }

  Path file() {
    return file;
  }

  NpyHeader header() {
    return header;
  }

  /**
   * {@return the type of its values}
   *
   * @throws GanException if these are no numbers that can be read
   */
  NpyType type() {
    return NpyType.named(header.type()).orElseThrow(this::unknownType);
  }

  private GanException unknownType() {
    String type = Excerpt.of(header.type());
    String kind = type.replaceFirst("^[<>=|]", "");
    String mended =
        kind.startsWith("O")
            ? "numpy.save(FILE, numpy.stack(list(numpy.load(%s, allow_pickle=True)))), if you trust"
                    .formatted(quoted(file.toString()))
                + " where the file is from: loading it runs what is in it"
            : mend("a.astype('float32')");
    return new GanException(
        ("%s has values of type '%s'; expected numbers: bool, int or uint of 8 to 64 bits, float16,"
                + " float32 or float64. Save it as such: %s")
            .formatted(this, type, mended));
  }

  /** {@return a line of Python that saves it beside itself after a change} */
  String mend(String change, Object... sizes) {
    String loaded =
        "numpy.load(%s)%s"
            .formatted(quoted(file.toString()), member.map(n -> "[" + quoted(n) + "]").orElse(""));
    String to = file.toString().replaceFirst("(?i)\\.np[yz](\\.gz)?$", "") + "-mended.npy";
    return "a = %s; numpy.save(%s, %s)"
        .formatted(loaded, quoted(to), String.format(Locale.ROOT, change, sizes));
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** Whether the values are in the file one after the other, as they are. */
  boolean isMappable() {
    return member.isEmpty() && guarded(in -> !(in instanceof GzipInput));
  }

  /** Reads the values. */
  void read(Values values) {
    NpyType type = type();
    guarded(
        in -> {
          in.skipNBytes(header.bytes());
          for (long left = header.count(); left > 0; left -= CHUNK / type.bytes()) {
            int wanted = (int) Math.min(left * type.bytes(), CHUNK);
            byte[] chunk = in.readNBytes(wanted);
            if (chunk.length < wanted) {
              throw cutOff(bytes() - left * type.bytes() + chunk.length);
            }
            if (!tell(values, type, type.buffer(chunk))) {
              return false;
            }
          }
          if (in.read() >= 0) {
            throw goesOn("more");
          }
          return true;
        });
  }

  private static boolean tell(Values values, NpyType type, ByteBuffer chunk) {
    for (int i = 0; i < chunk.capacity(); i += type.bytes()) {
      if (!values.next(type.reading().at(chunk, i))) {
        return false;
      }
    }
    return true;
  }

  /** Checks that a file has as many bytes as its header promises, without reading them. */
  void requireLength() {
    long found = guarded(in -> Files.size(file));
    if (found < bytes()) {
      throw cutOff(found);
    }
    if (found > bytes()) {
      throw goesOn(String.valueOf(found));
    }
  }

  /** How many there have to be, the header's among them. */
  private long bytes() {
    long values = LongMath.saturatedMultiply(header.count(), type().bytes());
    return LongMath.saturatedAdd(header.bytes(), values);
  }

  private GanException cutOff(long found) {
    return new GanException(
        ("%s is cut off: its header promises an array of shape %s, which makes %d bytes, but it has"
                + " %d. Download or copy the file again.")
            .formatted(this, python(header.shape()), bytes(), found));
  }

  private GanException goesOn(String found) {
    return new GanException(
        ("%s goes on after its array of shape %s: expected %d bytes, but it has %s. The file is"
                + " damaged; download or copy it again.")
            .formatted(this, python(header.shape()), bytes(), found));
  }

  private <T> T guarded(Reading<T> reading) {
    try (InputStream in = opening.open()) {
      return reading.from(in);
    } catch (IOException e) {
      throw new GanException(
          "%s cannot be read: %s. Download or copy the file again."
              .formatted(this, Excerpt.of(e.getMessage())),
          e);
    }
  }

  /** Shapes as Python writes them, so {@code (784,)} for one size. */
  static String python(List<Long> shape) {
    return Excerpt.of(
        shape.stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", ", "(", shape.size() == 1 ? ",)" : ")")));
  }

  @Override
  public String toString() {
    return file + member.map(name -> "#" + name).orElse("");
  }
}
