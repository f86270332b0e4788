package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * The mean of a few numbers and how far they lie apart: a measure under several seeds.
 *
 * @param mean of the numbers
 * @param standardDeviation of the population that the numbers are a sample of, estimated with
 *     {@code count - 1}; NaN for one number
 * @param count how many numbers
 */
public record Spread(double mean, double standardDeviation, int count) {
  /**
   * {@return the spread of some numbers}
   *
   * @param values at least one
   * @throws IllegalArgumentException if there is none
   */
  public static Spread of(double... values) {
    checkArgument(values.length > 0, "a mean needs at least one number");
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double deviation = Math.sqrt(squares / (values.length - 1)); // 0 / 0 of one number is NaN
    return new Spread(mean, deviation, values.length);
  }
}
