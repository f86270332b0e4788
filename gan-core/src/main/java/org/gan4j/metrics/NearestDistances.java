package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/** For each of many points the smallest squared distances that it was shown. */
final class NearestDistances {
  private final int k;
  private final double[] smallest; // k for each point, ascending

  private NearestDistances(int points, int k) {
    this.k = k;
    this.smallest = new double[Math.multiplyExact(points, k)];
    Arrays.fill(smallest, Double.POSITIVE_INFINITY);
  }

  /**
   * {@return distances that have seen nothing yet}
   *
   * @throws IllegalArgumentException if points have no {@code k} others
   */
  static NearestDistances among(Points points, int k) {
    checkArgument(
        k >= 1 && k < points.size(),
        "the %s-th nearest neighbour of a point was asked for, and each of %s points has %s others:"
            + " take more images, or a smaller number that is at least 1",
        k,
        points.size(),
        points.size() - 1);
    return new NearestDistances(points.size(), k);
  }

  /**
   * {@return the squared distance of each point to its k-th nearest among the others of its set}
   *
   * @throws IllegalArgumentException if points have no {@code k} others
   */
  static double[] squaredRadii(Points points, int k) {
    NearestDistances nearest = among(points, k);
    SquaredDistances.visit(points, points, nearest::see);
    return nearest.ofNeighbour(k);
  }

  /**
   * Sees how far two points are from each other; a point of the same place is another point, the
   * same point is not.
   */
  void see(int point, int other, double distance) {
    if (point != other) {
      see(point, distance);
    }
  }

  private void see(int point, double distance) {
    int last = point * k + k - 1;
    if (distance < smallest[last]) {
      int at = last;
      for (; at > point * k && smallest[at - 1] > distance; at--) {
        smallest[at] = smallest[at - 1];
      }
      smallest[at] = distance;
    }
  }

  /** {@return the distance of each point to its n-th nearest, of those that were kept} */
  double[] ofNeighbour(int n) {
    double[] distances = new double[smallest.length / k];
    Arrays.setAll(distances, i -> smallest[i * k + n - 1]);
    return distances;
  }
}
