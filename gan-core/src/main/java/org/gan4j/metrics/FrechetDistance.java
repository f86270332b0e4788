package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

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
    return Math.max(0, distance - 2 * traceOfRoot(cov1, cov2));
  }

  /**
   * With {@code C1 = A A'} and {@code C2 = B B'}, the product {@code C1 C2} has the eigenvalues of
   * {@code (A' B) (A' B)'} and others that are 0; their roots are the singular values of {@code A'
   * B}, which so need no root of a rounding error.
   */
  private static double traceOfRoot(double[][] cov1, double[][] cov2) {
    double[] some = CovarianceFactor.of(cov1);
    double[] others = CovarianceFactor.of(cov2);
    int rank = Math.min(some.length, others.length) / cov1.length;
    if (rank == 0) {
      return 0;
    }
    double[] larger = some.length > others.length ? some : others;
    double[] smaller = some.length > others.length ? others : some;
    double[] products = DotProducts.of(larger, smaller, cov1.length);
    return SingularValues.sum(products, products.length / rank, rank);
  }
}
