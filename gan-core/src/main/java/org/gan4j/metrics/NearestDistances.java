package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/** For each of many points the smallest distances that it was shown. */
final class NearestDistances {
  private final int k;
  private final double[] smallest; // k for each point, ascending

  NearestDistances(int points, int k) {
    this.k = k;
    this.smallest = new double[Math.multiplyExact(points, k)];
    Arrays.fill(smallest, Double.POSITIVE_INFINITY);
  }

  /**
   * {@return the squared distance of each point to its k-th nearest among the others of its set; a
   * point of the same place is another point}
   */
  static double[] squaredRadii(Points points, int k) {
    checkArgument(
        k >= 1 && k < points.size(),
        "the %s-th nearest neighbour of a point was asked for, and each of %s points has %s others:"
            + " take more images, or a smaller number that is at least 1",
        k,
        points.size(),
        points.size() - 1);
    NearestDistances nearest = new NearestDistances(points.size(), k);
    SquaredDistances.visit(
        points,
        points,
        (point, other, distance) -> {
          if (point != other) {
            nearest.see(point, distance);
          }
        });
    return nearest.farthest();
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

  private double[] farthest() {
    double[] farthest = new double[smallest.length / k];
    Arrays.setAll(farthest, i -> smallest[i * k + k - 1]);
    return farthest;
  }
}
