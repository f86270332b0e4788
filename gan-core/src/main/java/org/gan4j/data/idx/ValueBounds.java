package org.gan4j.data.idx;

/**
 * Between what the values of an array lie.
 *
 * @param least of all
 * @param most of all
 * @param others how many are no finite numbers
 */
record ValueBounds(double least, double most, long others) {
  /** Rounding, and resizing with overshoot, may leave this much beyond a range. */
  private static final double TOLERANCE = 0.002;

  /**
   * {@return the bounds of an array; of bytes that stay in their file, it is enough to see one that
   * is neither 0 nor 1}
   */
  static ValueBounds of(NpyArray array) {
    boolean whole = !array.type().isByte() || !array.isMappable();
    Collector collector = new Collector(whole);
    array.read(collector);
    return new ValueBounds(collector.least, collector.most, collector.others);
  }

  private static final class Collector implements NpyArray.Values {
    private final boolean whole;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;
    private long others;

    Collector(boolean whole) {
      this.whole = whole;
    }

    @Override
    public boolean next(double value) {
      if (Double.isFinite(value)) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      } else {
        others++;
      }
      return whole || value <= 1;
    }
  }

  ValueBounds with(ValueBounds other) {
    return new ValueBounds(
        Math.min(least, other.least), Math.max(most, other.most), others + other.others);
  }

  /** Whether all values lie in a range, or as good as in it. */
  boolean within(double low, double high) {
    double beyond = TOLERANCE * (high - low);
    return others == 0 && least >= low - beyond && most <= high + beyond;
  }
}
