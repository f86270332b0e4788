package org.gan4j.guard;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * What is tried when numbers are no longer finite.
 *
 * @param rollBack how to go back
 * @param most how often at most, over the whole run; at least 0
 * @param factor what both learning rates are multiplied by each time, above 0 and at most 1
 */
public record Retries(RollBack rollBack, int most, double factor) {
  private static final int MOST = 3;
  private static final double FACTOR = 0.5;

  /**
   * Checks the numbers.
   *
   * @param rollBack how to go back
   * @param most at least 0
   * @param factor above 0 and at most 1
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Retries {
    requireNonNull(rollBack, "rollBack");
    checkArgument(most >= 0, "a run goes back 0 times or more, not %s", most);
    checkArgument(
        factor > 0 && factor <= 1,
        "going back multiplies learning rates by a number above 0 and up to 1, not %s",
        factor);
  }

  /**
   * {@return three tries, each with half the learning rates of the one before}
   *
   * @param rollBack how to go back
   */
  public static Retries of(RollBack rollBack) {
    return new Retries(rollBack, MOST, FACTOR);
  }

  /** {@return no tries: the run ends with the first number that is not finite} */
  public static Retries none() {
    return new Retries(OptionalLong::empty, 0, FACTOR);
  }
}
