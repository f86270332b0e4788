package org.gan4j.engine.update;

/**
 * Takes numbers out of the way that are so small that their products have fewer digits: most
 * processors need about a hundred cycles for one of those, and the state of a parameter whose
 * gradient has become zero, as that of a dead unit has, decays into them and stays there.
 *
 * <p>Adding a number and taking it away again rounds to the digits that the sum has. Larger values
 * stay as they are, except for the last digit.
 */
final class Tiny {
  private Tiny() {}

  /** Rounds to a multiple of 1e-32, so that products with a learning rate keep their digits. */
  static float normal(float x) {
    return (x + 0x1p-82f) - 0x1p-82f;
  }

  /** Rounds to a multiple of 1e-37, for sums of squares. */
  static float normalSquare(float x) {
    return (x + 0x1p-99f) - 0x1p-99f;
  }

  /** Rounds to a multiple of 3e-18, of which a thousandth part of the square has all digits. */
  static float squarable(float x) {
    return (x + 0x1p-34f) - 0x1p-34f;
  }

  /** Rounds to a multiple of 1e-287, see {@link #normal(float)}. */
  static double normal(double x) {
    return (x + 0x1p-900) - 0x1p-900;
  }

  /** Rounds to a multiple of 1e-303, see {@link #normalSquare(float)}. */
  static double normalSquare(double x) {
    return (x + 0x1p-952) - 0x1p-952;
  }

  /** Rounds to a multiple of 2e-149, see {@link #squarable(float)}. */
  static double squarable(double x) {
    return (x + 0x1p-440) - 0x1p-440;
  }
}
