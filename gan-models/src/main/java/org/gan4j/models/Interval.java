package org.gan4j.models;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of training between two events.
 *
 * @param count how many, at least 1
 * @param unit of what
 */
public record Interval(long count, Unit unit) {
  private static final Pattern TEXT = Pattern.compile("(\\d+)\\s*(steps?|epochs?|)");

  /** What training is measured in. */
  public enum Unit {
    /** Steps of the trainer. */
    STEPS,

    /** Passes through the data. */
    EPOCHS
  }

  /**
   * Checks the count.
   *
   * @param count at least 1
   * @param unit of what
   * @throws IllegalArgumentException if the count is below 1
   */
  public Interval {
    checkArgument(count >= 1, "an interval has at least one step or epoch, not %s", count);
  }

  /**
   * {@return a number of steps}
   *
   * @param count at least 1
   */
  public static Interval steps(long count) {
    return new Interval(count, Unit.STEPS);
  }

  /**
   * {@return a number of passes through the data}
   *
   * @param count at least 1
   */
  public static Interval epochs(long count) {
    return new Interval(count, Unit.EPOCHS);
  }

  /**
   * {@return the interval that a text says}
   *
   * @param text for example {@code "100 steps"}, {@code "1 epoch"}, {@code "5epochs"}, or {@code
   *     "100"}, which are steps
   * @throws IllegalArgumentException if it says none
   */
  public static Interval parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    checkArgument(
        matcher.matches(),
        "an interval such as 100, \"100 steps\" or \"1 epoch\" is expected, not \"%s\"",
        text);
    Unit unit = matcher.group(2).startsWith("epoch") ? Unit.EPOCHS : Unit.STEPS;
    return new Interval(count(matcher.group(1)), unit);
  }

  private static long count(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "an interval of %s is too long: 2^63 - 1 at most".formatted(digits), e);
    }
  }

  /**
   * {@return how many steps it lasts; no more than a {@code long} can hold}
   *
   * @param epoch steps in a pass through the data, at least 1
   */
  public long toSteps(long epoch) {
    if (unit == Unit.STEPS) {
      return count;
    }
    return count > Long.MAX_VALUE / epoch ? Long.MAX_VALUE : count * epoch;
  }

  /** {@return for example {@code 100 steps} or {@code 1 epoch}} */
  @Override
  public String toString() {
    String units = unit.name().toLowerCase(Locale.ROOT);
    return count + " " + (count == 1 ? units.substring(0, units.length() - 1) : units);
  }
}
