package org.gan4j.data.idx;

import com.google.common.math.LongMath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gan4j.GanException;

/**
 * The beginning of a NumPy file ({@code .npy}, versions 1.0 to 3.0): what one array is made of. The
 * format is described at <a
 * href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.org</a>.
 *
 * @param type of the values, as NumPy writes it: {@code |u1} for unsigned bytes
 * @param fortran whether the first index changes fastest in the file, and not the last
 * @param shape the sizes of the array
 * @param bytes where in the file the values begin
 */
record NpyHeader(String type, boolean fortran, List<Long> shape, long bytes) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** NumPy itself reads no longer one from a file that it does not trust. */
  private static final int MAX_BYTES = 10_000;

  /** The entries are in any order in files that other programs wrote. */
  private static final Pattern TYPE =
      Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]");

  private static final Pattern ORDER =
      Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");

  /** Seventeen digits fit a long; Python 2 wrote an L behind large ones. */
  private static final Pattern SHAPE =
      Pattern.compile(
          "['\"]shape['\"]\\s*:\\s*\\(\\s*+((?:\\d{1,17}+L?+\\s*+(?:,\\s*+|(?=\\))))*+)\\)");

  /**
   * Reads the header; nothing is allocated that depends on what it says.
   *
   * @param name of the array, for messages
   * @param in the array from its first byte on
   */
  static NpyHeader read(String name, InputStream in) throws IOException {
    requireMagic(name, in.readNBytes(MAGIC.length));
    int version = in.read();
    requireVersion(name, version, in.read());
    return read(name, version, in);
  }

  /** {@return how many values the array has; 2^63 - 1 if that is not enough to count them} */
  long count() {
    return shape.stream().reduce(1L, LongMath::saturatedMultiply);
  }

  private static NpyHeader read(String name, int version, InputStream in) throws IOException {
    int lengthBytes = version == 1 ? 2 : 4;
    long length = length(name, in.readNBytes(lengthBytes), lengthBytes);
    if (length > MAX_BYTES) {
      throw new GanException(
          ("the header of %s claims to be %d bytes long; expected %d at most. The file is damaged;"
                  + " download or copy it again.")
              .formatted(name, length, MAX_BYTES));
    }
    byte[] text = in.readNBytes((int) length);
    if (text.length < length) {
      throw cutOff(name);
    }
    return parse(
        name,
        new String(text, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1),
        MAGIC.length + 2 + lengthBytes + length);
  }

  private static long length(String name, byte[] bytes, int expected) {
    if (bytes.length < expected) {
      throw cutOff(name);
    }
    long length = 0;
    for (int i = bytes.length - 1; i >= 0; i--) {
      length = length << 8 | Byte.toUnsignedInt(bytes[i]);
    }
    return length;
  }

  private static NpyHeader parse(String name, String text, long bytes) {
    List<Long> shape =
        Stream.of(entry(name, text, SHAPE, "shape").split("[\\sL,]+"))
            .filter(size -> !size.isEmpty())
            .map(Long::valueOf)
            .toList();
    boolean fortran = entry(name, text, ORDER, "fortran_order").equals("True");
    return new NpyHeader(entry(name, text, TYPE, "descr"), fortran, shape, bytes);
  }

  private static String entry(String name, String text, Pattern pattern, String entry) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new GanException(
          ("the header of %s has no '%s' that can be understood; expected a plain array of"
                  + " numbers, for example {'descr': '|u1', 'fortran_order': False, 'shape': (1000,"
                  + " 784), }. Save it with numpy.save.")
              .formatted(name, entry));
    }
    return matcher.group(1);
  }

  private static void requireMagic(String name, byte[] start) {
    if (start.length == 0) {
      throw new GanException(
          "%s is empty; expected a NumPy file (.npy). Download or copy it again.".formatted(name));
    }
    if (!Arrays.equals(start, MAGIC)) {
      throw new GanException(
          "%s is not a NumPy file (.npy): it begins with %s, expected %s. Is it the right file?"
              .formatted(name, hex(start), hex(MAGIC)));
    }
  }

  private static void requireVersion(String name, int major, int minor) {
    if (minor < 0) {
      throw cutOff(name);
    }
    if (major < 1 || major > 3 || minor != 0) {
      throw new GanException(
          ("%s is of version %d.%d of NumPy's format; expected 1.0, 2.0 or 3.0. Save it with another"
                  + " version of NumPy.")
              .formatted(name, major, minor));
    }
  }

  private static GanException cutOff(String name) {
    return new GanException(
        "%s is cut off in its header. Download or copy the file again.".formatted(name));
  }

  private static String hex(byte[] bytes) {
    return IdxKind.hex(bytes);
  }
}
