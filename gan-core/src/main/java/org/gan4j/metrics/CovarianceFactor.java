package org.gan4j.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * Vectors {@code a1, a2, ...} of which a covariance is the sum of {@code a a'}: one for each
 * direction in which it spreads. Cholesky's method with pivots (Higham, "Analysis of the Cholesky
 * decomposition of a semi-definite matrix", 1990), which takes the coordinate of which the largest
 * share is unexplained, and has as many steps as the covariance has rank.
 *
 * <p>A share below {@code dimensions} units in the last place is rounding error. Shares are of each
 * coordinate's own variance, so coordinates may be of very different sizes.
 */
final class CovarianceFactor {
  private final double[][] covariance;
  private final double[] unexplained; // of the variance of each coordinate; 0 where it is noise
  private final List<double[]> vectors = new ArrayList<>();

  private CovarianceFactor(double[][] covariance) {
    this.covariance = covariance;
    this.unexplained = new double[covariance.length];
    for (int i = 0; i < unexplained.length; i++) {
      unexplained[i] = covariance[i][i];
    }
  }

  /**
   * {@return the vectors, one after the other: {@code [rank, dimensions]}}
   *
   * @param covariance symmetric, positive semi-definite; only read
   */
  static double[] of(double[][] covariance) {
    CovarianceFactor factor = new CovarianceFactor(covariance);
    for (int pivot = factor.pivot(); factor.unexplained[pivot] > 0; pivot = factor.pivot()) {
      factor.explain(pivot);
    }
    return factor.joined();
  }

  private int pivot() {
    int pivot = 0;
    for (int i = 1; i < unexplained.length; i++) {
      if (share(i) > share(pivot)) {
        pivot = i;
      }
    }
    return pivot;
  }

  private double share(int i) {
    return unexplained[i] == 0 ? 0 : unexplained[i] / covariance[i][i];
  }

  private void explain(int pivot) {
    double[] vector = covariance[pivot].clone();
    for (double[] earlier : vectors) {
      double weight = earlier[pivot];
      for (int i = 0; i < vector.length; i++) {
        vector[i] -= weight * earlier[i];
      }
    }
    double deviation = Math.sqrt(unexplained[pivot]);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = unexplained[i] == 0 ? 0 : vector[i] / deviation;
      unexplained[i] = aboveNoise(unexplained[i] - vector[i] * vector[i], i);
    }
    vector[pivot] = deviation;
    unexplained[pivot] = 0;
    vectors.add(vector);
  }

  private double aboveNoise(double variance, int i) {
    double noise = unexplained.length * Math.ulp(1.0) * covariance[i][i];
    return variance > noise ? variance : 0;
  }

  private double[] joined() {
    int dimensions = unexplained.length;
    double[] joined = new double[vectors.size() * dimensions];
    for (int i = 0; i < vectors.size(); i++) {
      System.arraycopy(vectors.get(i), 0, joined, i * dimensions, dimensions);
    }
    return joined;
  }
}
