package org.gan4j.cli.option;

import java.util.function.DoublePredicate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers with a fraction, within limits. */
public final class Between {
  private Between() {}

  /** Above 0, for learning rates. */
  static final class Positive implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      return parse(value, "a number above 0", number -> number > 0);
    }
  }

  /** From 0 to below 1, for the decay of a mean. */
  static final class ZeroAndOne implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      return parse(value, "a number from 0 to below 1", number -> number >= 0 && number < 1);
    }
  }

  /** From 0 to below 0.5, for what is done to labels. */
  static final class ZeroAndHalf implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      return parse(value, "a number from 0 to below 0.5", number -> number >= 0 && number < 0.5);
    }
  }

  /** Above 0 and at most 1, for a part of a whole. */
  public static final class Share implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      return parse(value, "a number above 0 and at most 1", number -> number > 0 && number <= 1);
    }
  }

  /** From 0 to 1, for a place within a run. */
  static final class WholeShare implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      return parse(value, "a number from 0 to 1", number -> number >= 0 && number <= 1);
    }
  }

  private static double parse(String value, String expected, DoublePredicate allowed) {
    try {
      double number = Double.parseDouble(value);
      if (Double.isFinite(number) && allowed.test(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, as for a number out of range
    }
    throw new TypeConversionException("%s is expected, not '%s'".formatted(expected, value));
  }
}
