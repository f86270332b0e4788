package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * The mean Euclidean distance between two different samples: of a generator that has collapsed, it
 * is small beside that of real images. Time grows with the square of the number of points.
 */
public final class MeanDistance {
  private final double pairs;
  private double sum;

  private MeanDistance(double pairs) {
    this.pairs = pairs;
  }

  /**
   * {@return the mean over all pairs of different points, from 0}
   *
   * @param points at least 2
   * @throws IllegalArgumentException if there are fewer
   */
  public static double of(Points points) {
    MeanDistance mean = among(points);
    SquaredDistances.visit(points, points, mean::see);
    return mean.value();
  }

  /** {@return a mean that has seen nothing yet} */
  static MeanDistance among(Points points) {
    checkArgument(
        points.size() >= 2, "a distance needs two points at least, not %s", points.size());
    return new MeanDistance((double) points.size() * (points.size() - 1));
  }

  double value() {
    return sum / pairs;
  }

  void see(int first, int second, double squaredDistance) {
    if (first != second) {
      sum += Math.sqrt(squaredDistance);
    }
  }
}
