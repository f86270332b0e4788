package org.gan4j.metrics;

/**
 * Density and coverage: like precision and recall, but with balls around real images alone, so that
 * a few generated outliers do not pass for variety (Naeem, Oh, Uh, Choi and Yoo, "Reliable fidelity
 * and diversity metrics for generative models", 2020). A ball is closed, and reaches to the k-th
 * nearest other real image.
 *
 * @param density in how many real balls a generated image lies on average, divided by k: from 0;
 *     about 1 where both are the same, above where images keep to the dense parts
 * @param coverage from 0 to 1; the share of real balls with a generated image in them; higher is
 *     better
 */
public record DensityCoverage(double density, double coverage) {
  /** The number of neighbours in the paper: 5. */
  public static final int NEIGHBOURS = 5;

  /**
   * {@return density and coverage. Time grows with the square of the number of points, memory does
   * not}
   *
   * @param real features of real images, more than {@code k}
   * @param generated features of generated images, best as many as real ones
   * @param k which neighbour a ball reaches to, at least 1
   * @throws IllegalArgumentException if there are too few points for {@code k}, or the dimensions
   *     differ
   */
  public static DensityCoverage of(Points real, Points generated, int k) {
    Balls balls = new Balls(NearestDistances.squaredRadii(real, k), generated.size());
    SquaredDistances.visit(real, generated, balls::see);
    return of(balls, k);
  }

  static DensityCoverage of(Balls real, int k) {
    return new DensityCoverage(real.meanCount() / k, real.shareHit());
  }
}
