package org.gan4j.cli.option;

import org.gan4j.models.Interval;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Understands {@code 100}, {@code 100steps}, {@code 1epoch}. */
final class IntervalConverter implements ITypeConverter<Interval> {
  @Override
  public Interval convert(String value) {
    try {
      return Interval.parse(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
