package org.gan4j.data.idx;

import com.google.common.primitives.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** The bytes of IDX files, right or wrong. */
public final class IdxBytes {
  private IdxBytes() {}

  /** {@return any header: big-endian numbers} */
  public static byte[] header(int... numbers) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * numbers.length);
    buffer.asIntBuffer().put(numbers);
    return buffer.array();
  }

  public static byte[] images(int count, int rows, int columns, byte... pixels) {
    return Bytes.concat(header(2051, count, rows, columns), pixels);
  }

  public static byte[] labels(byte... labels) {
    return Bytes.concat(header(2049, labels.length), labels);
  }

  public static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
