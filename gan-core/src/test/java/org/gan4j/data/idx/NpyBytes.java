package org.gan4j.data.idx;

import com.google.common.primitives.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of NumPy files, right or wrong. */
final class NpyBytes {
  private NpyBytes() {}

  /** {@return the header that numpy.save writes for unsigned bytes in C order} */
  static byte[] header(String shape) {
    return header(1, "{'descr': '|u1', 'fortran_order': False, 'shape': " + shape + ", }");
  }

  /** {@return a header of any text, padded with blanks to a multiple of 64 bytes as NumPy's are} */
  static byte[] header(int version, String text) {
    int before = version == 1 ? 10 : 12;
    int length = (before + text.length() + 1 + 63) / 64 * 64 - before;
    String padded = text + " ".repeat(length - text.length() - 1) + "\n";
    return Bytes.concat(start(version, length), padded.getBytes(StandardCharsets.US_ASCII));
  }

  /** {@return what comes before the text of a header} */
  static byte[] start(int version, int length) {
    ByteBuffer buffer = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    byte[] array = buffer.putInt(length).array();
    return version == 1 ? Arrays.copyOf(array, 10) : array;
  }

  /** {@return drawings that tell their number: every pixel of drawing i is first + i} */
  static byte[] drawings(int first, int count) {
    byte[] pixels = new byte[count * 784];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (first + i / 784);
    }
    return pixels;
  }

  /** {@return a whole file of drawings that tell their number} */
  static byte[] file(int first, int count) {
    return Bytes.concat(header("(%d, 784)".formatted(count)), drawings(first, count));
  }
}
