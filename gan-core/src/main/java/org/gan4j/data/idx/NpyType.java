package org.gan4j.data.idx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type of numbers as NumPy names it: {@code |b1}, {@code |u1}, {@code <i8}, {@code >f4} and so
 * on.
 *
 * @param bytes of a value
 * @param order of these bytes
 * @param kind {@code b} for truth values, {@code u} and {@code i} for whole numbers, {@code f} for
 *     others
 * @param reading turns them into a number
 */
record NpyType(int bytes, ByteOrder order, char kind, Reading reading) {
  private static final Pattern NAME = Pattern.compile("([<>=|]?)([biuf])([1248])");

  /** Reads the value at a place of a buffer. */
  interface Reading {
    double at(ByteBuffer values, int place);
  }

  /** {@return the type of a name, if it is one of numbers that this package reads} */
  static Optional<NpyType> named(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int bytes = Integer.parseInt(matcher.group(3));
    ByteOrder order = matcher.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    char kind = matcher.group(2).charAt(0);
    return reading(kind, bytes).map(reading -> new NpyType(bytes, order, kind, reading));
  }

  private static Optional<Reading> reading(char kind, int bytes) {
    return Optional.ofNullable(
        switch (kind + "" + bytes) {
          case "b1" -> (values, i) -> values.get(i) == 0 ? 0 : 1;
          case "i1" -> (values, i) -> values.get(i);
          case "i2" -> (values, i) -> values.getShort(i);
          case "i4" -> (values, i) -> values.getInt(i);
          case "i8" -> (values, i) -> values.getLong(i);
          case "u1" -> (values, i) -> Byte.toUnsignedInt(values.get(i));
          case "u2" -> (values, i) -> Short.toUnsignedInt(values.getShort(i));
          case "u4" -> (values, i) -> Integer.toUnsignedLong(values.getInt(i));
          case "u8" -> (values, i) -> unsigned(values.getLong(i));
          case "f2" -> (values, i) -> half(values.getShort(i));
          case "f4" -> (values, i) -> values.getFloat(i);
          case "f8" -> (values, i) -> values.getDouble(i);
          default -> null;
        });
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : value + 0x1p64;
  }

  /** The value of 16 bits of IEEE 754: a sign, five bits of exponent, ten of fraction. */
  private static double half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double size =
        switch (exponent) {
          case 0 -> Math.scalb((double) fraction, -24);
          case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb((double) (fraction | 0x400), exponent - 25);
        };
    return bits < 0 ? -size : size;
  }

  /** Whether these are the bytes that pixels are held in. */
  boolean isByte() {
    return kind == 'u' && bytes == 1;
  }

  /** {@return an array of bytes as a buffer to read values from} */
  ByteBuffer buffer(byte[] values) {
    return ByteBuffer.wrap(values).order(order);
  }
}
