package org.gan4j.engine.check;

/** Sums of products, with the bound of a sum in any order: n·eps·Σ|a·b|. */
final class Sums {
  /** Roundings beside those of the sum: of products, folded kernels, and the result. */
  private static final int MORE = 8;

  private final double[] sums;
  private final double[] sizes;
  private final int[] counts;

  Sums(int size) {
    sums = new double[size];
    sizes = new double[size];
    counts = new int[size];
  }

  void add(int i, double product) {
    sums[i] += product;
    sizes[i] += Math.abs(product);
    counts[i]++;
  }

  /** Returns the sums, computed with a precision such as {@link Bounded#SINGLE}. */
  Bounded bounded(double precision) {
    double[] bounds = new double[sums.length];
    for (int i = 0; i < sums.length; i++) {
      bounds[i] = (counts[i] + MORE) * precision * sizes[i];
    }
    return new Bounded(sums, bounds);
  }
}
