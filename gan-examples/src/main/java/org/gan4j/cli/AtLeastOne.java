package org.gan4j.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers that count something, from 1. */
final class AtLeastOne {
  private AtLeastOne() {}

  /** Up to 2^63 - 1. */
  static final class OfLong implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
      return parse(value, 1, Long.MAX_VALUE);
    }
  }

  /** Up to 2^31 - 1. */
  static final class OfInt implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      return (int) parse(value, 1, Integer.MAX_VALUE);
    }
  }

  static long parse(String value, long least, long most) {
    try {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, as for a number out of range
    }
    throw new TypeConversionException(
        "a whole number from %d to %d is expected, not '%s'".formatted(least, most, value));
  }
}
