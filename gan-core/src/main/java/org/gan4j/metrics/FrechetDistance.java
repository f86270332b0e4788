package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The Fréchet distance between two normal distributions, squared as is usual: {@code |m1 - m2|^2 +
 * Tr(C1 + C2 - 2 (C1 C2)^(1/2))}. Between features of real and of generated images it is the FID
 * (Heusel, Ramsauer, Unterthiner, Nessler and Hochreiter, "GANs trained by a two time-scale update
 * rule converge to a local Nash equilibrium", 2017; the formula is of Dowson and Landau, "The
 * Fréchet distance between multivariate normal distributions", 1982).
 *
 * <p>Covariances may be of any rank: fewer points than dimensions, features that never move.
 */
public final class FrechetDistance {
  private FrechetDistance() {}

  /**
   * {@return the distance, from 0, smaller is better; rounding errors below 0 are given as 0}
   *
   * @param some statistics of at least two points
   * @param others statistics of at least two points in the same space
   * @throws IllegalArgumentException if the numbers of dimensions differ
   * @throws IllegalStateException if one has seen fewer than two points
   */
  public static double between(GaussianStatistics some, GaussianStatistics others) {
    checkArgument(
        some.dimensions() == others.dimensions(),
        "statistics of %s dimensions cannot be compared with those of %s: take the same extractor"
            + " for both",
        some.dimensions(),
        others.dimensions());
    return between(some.mean(), some.covariance(), others.mean(), others.covariance());
  }

  /** {@return the distance between two normal distributions} */
  static double between(double[] mean1, double[][] cov1, double[] mean2, double[][] cov2) {
    double distance = 0;
    for (int i = 0; i < mean1.length; i++) {
      distance += (mean1[i] - mean2[i]) * (mean1[i] - mean2[i]) + cov1[i][i] + cov2[i][i];
    }
    RealMatrix first = new Array2DRowRealMatrix(cov1, false);
    RealMatrix second = new Array2DRowRealMatrix(cov2, false);
    return Math.max(0, distance - 2 * traceOfRoot(first, second));
  }

  /**
   * With {@code C1 = A A'}, the product {@code C1 C2} has the eigenvalues of {@code A' C2 A}, which
   * is symmetric, and others that are 0. A has a column for each direction in which C1 spreads, so
   * that rounding errors in the others, whose roots would be large, do not come in.
   */
  private static double traceOfRoot(RealMatrix first, RealMatrix second) {
    if (first.getTrace() == 0) {
      return 0;
    }
    RealMatrix root = root(first);
    RealMatrix product = root.transpose().multiply(second).multiply(root);
    RealMatrix symmetric = product.add(product.transpose()).scalarMultiply(0.5);
    return Arrays.stream(new EigenDecomposition(symmetric).getRealEigenvalues())
        .map(value -> Math.sqrt(Math.max(0, value)))
        .sum();
  }

  /** {@return {@code A} of {@code A A' = covariance}, {@code [dimensions, rank]}} */
  private static RealMatrix root(RealMatrix covariance) {
    EigenDecomposition parts = new EigenDecomposition(covariance);
    double[] values = parts.getRealEigenvalues(); // the largest first
    double noise = values[0] * values.length * Math.ulp(1.0);
    int rank = (int) Arrays.stream(values).filter(value -> value > noise).count();
    RealMatrix vectors = parts.getV();
    double[][] root = new double[values.length][rank];
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < rank; j++) {
        root[i][j] = vectors.getEntry(i, j) * Math.sqrt(values[j]);
      }
    }
    return new Array2DRowRealMatrix(root, false);
  }
}
