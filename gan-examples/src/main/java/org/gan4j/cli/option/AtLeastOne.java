package org.gan4j.cli.option;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers that count something, from 1. */
public final class AtLeastOne {
  private static final Pattern SQUARE = Pattern.compile("(\\d{1,9})[xX*]\\1");
  private static final Pattern SCALED = Pattern.compile("([\\d.]{1,18})([kKmM])");
  private static final Map<String, String> SCALES =
      Map.of("k", "e3", "K", "e3", "m", "e6", "M", "e6");
  private static final Pattern GROUPS = Pattern.compile("(?<=\\d)[_,' ](?=\\d{3})");

  private AtLeastOne() {}

  /** Up to 2^63 - 1. */
  public static final class OfLong implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
      return parse(value, 1, Long.MAX_VALUE);
    }
  }

  /** Up to 2^31 - 1. */
  public static final class OfInt implements ITypeConverter<Integer> {
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
        "a whole number from %d to %d is expected, not '%s'%s"
            .formatted(least, most, value, question(value, least, most)));
  }

  /** Numbers as people write them elsewhere: 10k, 1e4, 10_000, 10,000, 2.5M and 64x64. */
  private static String question(String value, long least, long most) {
    return meant(value.strip())
        .filter(number -> number >= least && number <= most)
        .map("; did you mean %d?"::formatted)
        .orElse("");
  }

  private static Optional<Long> meant(String value) {
    Matcher square = SQUARE.matcher(value);
    if (square.matches()) {
      return Optional.of(Long.valueOf(square.group(1)));
    }
    Matcher scaled = SCALED.matcher(value);
    String plain = scaled.matches() ? scaled.group(1) + SCALES.get(scaled.group(2)) : value;
    try {
      return Optional.of(new BigDecimal(GROUPS.matcher(plain).replaceAll("")).longValueExact());
    } catch (NumberFormatException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
