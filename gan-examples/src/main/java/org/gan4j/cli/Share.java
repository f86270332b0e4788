package org.gan4j.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers above 0 and at most 1. */
final class Share implements ITypeConverter<Double> {
  @Override
  public Double convert(String value) {
    try {
      double number = Double.parseDouble(value);
      if (number > 0 && number <= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, as for a number out of range
    }
    throw new TypeConversionException(
        "a number above 0 and at most 1 is expected, not '%s'".formatted(value));
  }
}
