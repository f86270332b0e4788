package org.gan4j.cli.option;

import com.google.common.base.Splitter;
import com.google.common.primitives.ImmutableLongArray;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Seeds with commas between them. */
public final class SeedList implements ITypeConverter<ImmutableLongArray> {
  @Override
  public ImmutableLongArray convert(String value) {
    try {
      return ImmutableLongArray.copyOf(
          Splitter.on(',').trimResults().splitToStream(value).mapToLong(Long::parseLong));
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "whole numbers with commas between them are expected, not '%s'".formatted(value));
    }
  }
}
