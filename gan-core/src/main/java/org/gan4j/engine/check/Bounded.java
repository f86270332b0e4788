package org.gan4j.engine.check;

/** Values in double precision, and how far single precision may be from each. */
final class Bounded {
  /** The largest relative error of one rounding to single precision. */
  static final double SINGLE = 0x1p-24;

  /** The same of double precision. */
  static final double DOUBLE = 0x1p-53;

  private final double[] values;
  private final double[] bounds;

  /**
   * Creates values over arrays.
   *
   * @param values as they should be
   * @param bounds of the errors, 0 or more, in the same order
   */
  Bounded(double[] values, double[] bounds) {
    this.values = values;
    this.bounds = bounds;
  }

  /** Creates zeros without errors, to be set. */
  Bounded(int size) {
    this(new double[size], new double[size]);
  }

  int size() {
    return values.length;
  }

  double value(int i) {
    return values[i];
  }

  double bound(int i) {
    return bounds[i];
  }

  void set(int i, double value, double bound) {
    values[i] = value;
    bounds[i] = bound;
  }
}
