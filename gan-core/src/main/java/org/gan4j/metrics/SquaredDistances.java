package org.gan4j.metrics;

import static org.gan4j.metrics.Points.checkSameSpace;

/**
 * Squared Euclidean distances between all pairs of two sets, a block of at most 1,024 x 1,024 at a
 * time: however large the sets are, it takes some dozen megabytes. In double precision, in which
 * those between pixels are exact.
 */
final class SquaredDistances {
  private static final int MOST_POINTS = 1024;
  private static final int MOST_NUMBERS = 1 << 20;

  /** Is shown one pair after the other. */
  interface Visitor {
    /** Sees the distance between a point of the first set and one of the second. */
    void see(int first, int second, double squaredDistance);
  }

  private final Rows firsts;
  private final Rows seconds;
  private final DotProducts products;

  private SquaredDistances(Rows firsts, Rows seconds, DotProducts products) {
    this.firsts = firsts;
    this.seconds = seconds;
    this.products = products;
  }

  /** Shows all pairs; for one point of the first set, those of the second come in their order. */
  static void visit(Rows firsts, Rows seconds, Visitor visitor) {
    checkSameSpace(firsts, seconds);
    try (DotProducts products = new DotProducts(firsts.dimensions())) {
      new SquaredDistances(firsts, seconds, products).visit(visitor);
    }
  }

  private void visit(Visitor visitor) {
    int rows = blockOf(firsts);
    int columns = blockOf(seconds);
    for (int first = 0; first < firsts.size(); first += rows) {
      double[] a = firsts.block(first, Math.min(rows, firsts.size() - first));
      for (int second = 0; second < seconds.size(); second += columns) {
        double[] b = seconds.block(second, Math.min(columns, seconds.size() - second));
        visit(a, first, b, second, visitor);
      }
    }
  }

  /** Blocks of one size, as near as can be, so that their products fit into the same memory. */
  private static int blockOf(Rows points) {
    int most = Math.max(1, Math.min(MOST_POINTS, MOST_NUMBERS / points.dimensions()));
    int blocks = (points.size() + most - 1) / most;
    return (points.size() + blocks - 1) / blocks;
  }

  private void visit(double[] a, int first, double[] b, int second, Visitor visitor) {
    double[] dots = products.of(a, b);
    double[] aNorms = squaredNorms(a);
    double[] bNorms = squaredNorms(b);
    for (int i = 0; i < aNorms.length; i++) {
      for (int j = 0; j < bNorms.length; j++) {
        double squared = aNorms[i] + bNorms[j] - 2 * dots[i * bNorms.length + j];
        visitor.see(first + i, second + j, Math.max(0, squared));
      }
    }
  }

  private double[] squaredNorms(double[] vectors) {
    int dimensions = firsts.dimensions();
    double[] norms = new double[vectors.length / dimensions];
    for (int i = 0; i < vectors.length; i++) {
      norms[i / dimensions] += vectors[i] * vectors[i];
    }
    return norms;
  }
}
