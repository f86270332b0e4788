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
  private final int block;

  private SquaredDistances(Rows firsts, Rows seconds) {
    this.firsts = firsts;
    this.seconds = seconds;
    this.block = Math.max(1, Math.min(MOST_POINTS, MOST_NUMBERS / firsts.dimensions()));
  }

  /** Shows all pairs; for one point of the first set, those of the second come in their order. */
  static void visit(Rows firsts, Rows seconds, Visitor visitor) {
    checkSameSpace(firsts, seconds);
    new SquaredDistances(firsts, seconds).visit(visitor);
  }

  private void visit(Visitor visitor) {
    for (int first = 0; first < firsts.size(); first += block) {
      double[] a = firsts.block(first, Math.min(block, firsts.size() - first));
      for (int second = 0; second < seconds.size(); second += block) {
        double[] b = seconds.block(second, Math.min(block, seconds.size() - second));
        visit(a, first, b, second, visitor);
      }
    }
  }

  private void visit(double[] a, int first, double[] b, int second, Visitor visitor) {
    double[] dots = DotProducts.of(a, b, firsts.dimensions());
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
