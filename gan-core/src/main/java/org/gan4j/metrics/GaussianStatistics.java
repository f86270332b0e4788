package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import java.util.Arrays;

/**
 * Mean and covariance of points that come in batches, in double precision; nothing is kept of the
 * points themselves. Batches are merged by the pairwise update of Chan, Golub and LeVeque,
 * "Updating formulae and a pairwise algorithm for computing sample variances", 1979, which stays
 * exact where the mean is large beside the deviations. For one thread at a time.
 */
public final class GaussianStatistics {
  private final int dimensions;
  private final double[] mean;
  private final double[] scatter; // sum of the products of deviations from the mean, row by row
  private long count;

  /**
   * Creates statistics of no points.
   *
   * @param dimensions of the space, from 1 to 46,340
   * @throws IllegalArgumentException if it is out of range
   */
  public GaussianStatistics(int dimensions) {
    checkArgument(
        dimensions >= 1 && dimensions <= 46_340,
        "a covariance is computed for 1 to 46,340 dimensions, not %s",
        dimensions);
    this.dimensions = dimensions;
    this.mean = new double[dimensions];
    this.scatter = new double[dimensions * dimensions];
  }

  /**
   * {@return the statistics of some points}
   *
   * @param points any number
   */
  public static GaussianStatistics of(Points points) {
    GaussianStatistics statistics = new GaussianStatistics(points.dimensions());
    int batch = 4096; // bounds the memory of their deviations
    for (int from = 0; from < points.size(); from += batch) {
      int size = Math.min(batch, points.size() - from);
      statistics.merge(batch(points.block(from, size), points.dimensions()));
    }
    return statistics;
  }

  /**
   * Adds points.
   *
   * @param points of the same number of dimensions
   * @throws IllegalArgumentException if they have another number of dimensions
   */
  public void add(Points points) {
    merge(of(points));
  }

  /**
   * Adds the points that other statistics have seen, and leaves those as they are.
   *
   * @param other of the same number of dimensions
   * @throws IllegalArgumentException if they have another number of dimensions
   */
  public void merge(GaussianStatistics other) {
    checkArgument(
        dimensions == other.dimensions,
        "points of %s dimensions cannot be added to points of %s",
        other.dimensions,
        dimensions);
    if (other.count > 0) {
      double share = (double) other.count / (count + other.count);
      double[] shift = new double[dimensions];
      Arrays.setAll(shift, i -> other.mean[i] - mean[i]);
      addScatter(other, shift, count * share);
      Arrays.setAll(mean, i -> mean[i] + share * shift[i]);
      count += other.count;
    }
  }

  private void addScatter(GaussianStatistics other, double[] shift, double weight) {
    for (int i = 0; i < dimensions; i++) {
      for (int j = 0; j < dimensions; j++) {
        int at = i * dimensions + j;
        scatter[at] += other.scatter[at] + weight * shift[i] * shift[j];
      }
    }
  }

  /** {@return the statistics of points that are in memory at once} */
  private static GaussianStatistics batch(double[] points, int dimensions) {
    GaussianStatistics batch = new GaussianStatistics(dimensions);
    int size = points.length / dimensions;
    for (int i = 0; i < points.length; i++) {
      batch.mean[i % dimensions] += points[i] / size;
    }
    double[] deviations = new double[points.length]; // dimension after dimension
    for (int i = 0; i < points.length; i++) {
      int dimension = i % dimensions;
      deviations[dimension * size + i / dimensions] = points[i] - batch.mean[dimension];
    }
    double[] products = DotProducts.of(deviations, deviations, size);
    System.arraycopy(products, 0, batch.scatter, 0, products.length);
    batch.count = size;
    return batch;
  }

  /** {@return how many points were seen} */
  public long count() {
    return count;
  }

  /** {@return how many dimensions a point has} */
  public int dimensions() {
    return dimensions;
  }

  /** {@return the mean, {@code [dimensions]}, a new array} */
  public double[] mean() {
    return mean.clone();
  }

  /**
   * {@return the covariance, {@code [dimensions][dimensions]}, a new array: the unbiased estimate,
   * which divides by {@code count() - 1}}
   *
   * @throws IllegalStateException if fewer than two points were seen
   */
  public double[][] covariance() {
    checkState(count >= 2, "a covariance needs two points at least, and %s were seen", count);
    double[][] covariance = new double[dimensions][dimensions];
    for (int i = 0; i < dimensions; i++) {
      for (int j = 0; j < dimensions; j++) { // the mean of both halves: symmetric to the last bit
        double sum = scatter[i * dimensions + j] + scatter[j * dimensions + i];
        covariance[i][j] = sum / 2 / (count - 1);
      }
    }
    return covariance;
  }
}
