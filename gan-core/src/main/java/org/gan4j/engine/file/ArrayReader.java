package org.gan4j.engine.file;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.gan4j.file.Excerpt;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reads a row of numbers as {@code Nd4j.write} writes it. ND4J itself would take what the header
 * says for true and allocate it, and read number by number.
 */
final class ArrayReader {
  /** How ND4J names its format since 1.0.0-beta4, and the one before. */
  private static final Set<String> FORMATS = Set.of("MIXED_DATA_TYPES", "LONG_SHAPE");

  private static final int MOST_SHAPE_INFO = 2 * 32 + 4; // ND4J's own limit of 32 dimensions
  private static final int AT_ONCE = 1 << 16; // bytes

  private final DataInputStream in;

  private ArrayReader(InputStream in) {
    this.in = new DataInputStream(in);
  }

  /**
   * Returns a new row {@code [1, length]}.
   *
   * @param in the array and nothing after it
   * @param type of the numbers, {@code FLOAT} or {@code DOUBLE}
   * @param length of the row, at least 1; nothing is allocated for another one
   * @throws IOException if there is another array, or none
   */
  static INDArray read(InputStream in, DataType type, long length) throws IOException {
    require(
        type == DataType.FLOAT || type == DataType.DOUBLE,
        "its numbers are of the type %s, expected FLOAT or DOUBLE".formatted(type));
    ArrayReader reader = new ArrayReader(in);
    reader.checkHeader(type, length);
    INDArray row = Nd4j.createUninitialized(type, new long[] {1, length}, 'c');
    try {
      reader.fill(row);
      return row;
    } catch (IOException e) {
      row.close();
      throw e;
    }
  }

  /** What is done with an array that is read. */
  interface Use {
    /**
     * Reads an array.
     *
     * @param in the array and nothing after it
     * @param row of as many numbers, of the same type, which lie one after the other
     * @return the row
     * @throws IOException if there is another array, or none
     */
    INDArray of(InputStream in, INDArray row) throws IOException;
  }

  /** Puts the numbers into a row that is there, which is half full if reading them fails. */
  static INDArray fill(InputStream in, INDArray row) throws IOException {
    ArrayReader reader = new ArrayReader(in);
    reader.checkHeader(row.dataType(), row.length());
    reader.fill(row);
    return row;
  }

  /** Reads the numbers of a row that is there, which stays as it is. */
  static INDArray check(InputStream in, INDArray row) throws IOException {
    ArrayReader reader = new ArrayReader(in);
    reader.checkHeader(row.dataType(), row.length());
    reader.in.skipNBytes(row.length() * row.dataType().width());
    reader.checkEnd();
    return row;
  }

  private void checkHeader(DataType type, long length) throws IOException {
    checkShape(length);
    checkValues(type, length);
  }

  private void checkEnd() throws IOException {
    require(in.read() < 0, "it goes on after its numbers");
  }

  /** Reads ND4J's shape information: the rank, the sizes, and what does not matter to a row. */
  private void checkShape(long length) throws IOException {
    long size = header("LONG");
    require(size >= 4 && size <= MOST_SHAPE_INFO, "its shape has %s numbers".formatted(size));
    long[] shape = new long[(int) size];
    for (int i = 0; i < size; i++) {
      shape[i] = in.readLong();
    }
    long rank = shape[0];
    boolean row = rank == 1 || (rank == 2 && shape[1] == 1);
    require(
        size == 2 * rank + 4 && row && shape[(int) rank] == length,
        "its shape is %s, expected a row of %s numbers"
            .formatted(Arrays.toString(Arrays.copyOfRange(shape, 1, 3)), length));
  }

  private void checkValues(DataType type, long length) throws IOException {
    long found = header(type.name());
    require(found == length, "it has %s numbers, expected %s".formatted(found, length));
  }

  /** Reads the beginning of a buffer and returns how many numbers it has. */
  private long header(String type) throws IOException {
    String format = in.readUTF();
    require(FORMATS.contains(format), "its format is '%s'".formatted(Excerpt.of(format)));
    long length = in.readLong();
    String found = in.readUTF();
    require(
        found.equals(type),
        "its numbers are of the type '%s', expected %s".formatted(Excerpt.of(found), type));
    return length;
  }

  private static void require(boolean condition, String message) throws IOException {
    if (!condition) {
      throw new IOException(message);
    }
  }

  private void fill(INDArray row) throws IOException {
    int width = row.dataType().width();
    byte[] bytes = new byte[AT_ONCE];
    for (long at = 0; at < row.length(); at += AT_ONCE / width) {
      int count = (int) Math.min(AT_ONCE / width, row.length() - at);
      in.readFully(bytes, 0, count * width);
      put(ByteBuffer.wrap(bytes), row.data().pointer(), row.offset() + at, count);
    }
    checkEnd();
  }

  /** Java's buffers and ND4J's files are big-endian. */
  private static void put(ByteBuffer bytes, Pointer target, long at, int count) {
    if (target instanceof DoublePointer) {
      double[] numbers = new double[count];
      bytes.asDoubleBuffer().get(numbers);
      new DoublePointer(target).position(at).put(numbers);
    } else {
      float[] numbers = new float[count];
      bytes.asFloatBuffer().get(numbers);
      new FloatPointer(target).position(at).put(numbers);
    }
  }
}
