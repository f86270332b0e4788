package org.gan4j.cli.option;

import picocli.CommandLine.ITypeConverter;

/** Numbers from 0 to 2^63 - 1. */
public final class AtLeastZero implements ITypeConverter<Long> {
  @Override
  public Long convert(String value) {
    return AtLeastOne.parse(value, 0, Long.MAX_VALUE);
  }

  /** From 0 to 2^31 - 1. */
  public static final class OfInt implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      return (int) AtLeastOne.parse(value, 0, Integer.MAX_VALUE);
    }
  }
}
