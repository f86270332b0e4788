package org.gan4j.cli.option;

import picocli.CommandLine.ITypeConverter;

/** Numbers from 0 to 2^63 - 1. */
public final class AtLeastZero implements ITypeConverter<Long> {
  @Override
  public Long convert(String value) {
    return AtLeastOne.parse(value, 0, Long.MAX_VALUE);
  }
}
