package org.gan4j.metrics;

/**
 * Precision and recall: how much of what is generated lies among the real images, and how much of
 * the real ones lies among the generated (Kynkäänniemi, Karras, Laine, Lehtinen and Aila, "Improved
 * precision and recall metric for assessing generative models", 2019). A point lies among others if
 * it is in the closed ball around one of them that reaches to that one's k-th nearest neighbour.
 *
 * @param precision from 0 to 1; higher is better: what is generated looks real
 * @param recall from 0 to 1; higher is better: all that is real can be generated
 */
public record PrecisionRecall(double precision, double recall) {
  /** The number of neighbours in the paper: 3. */
  public static final int NEIGHBOURS = 3;

  /**
   * {@return precision and recall. Time grows with the square of the number of points, memory does
   * not}
   *
   * @param real features of real images, more than {@code k}
   * @param generated features of generated images, more than {@code k}, best as many as real ones
   * @param k which neighbour a ball reaches to, at least 1
   * @throws IllegalArgumentException if there are too few points for {@code k}, or the dimensions
   *     differ
   */
  public static PrecisionRecall of(Points real, Points generated, int k) {
    Balls realBalls = new Balls(NearestDistances.squaredRadii(real, k), generated.size());
    Balls generatedBalls = new Balls(NearestDistances.squaredRadii(generated, k), real.size());
    SquaredDistances.visit(
        real,
        generated,
        (i, j, distance) -> {
          realBalls.see(i, j, distance);
          generatedBalls.see(j, i, distance);
        });
    return of(realBalls, generatedBalls);
  }

  static PrecisionRecall of(Balls real, Balls generated) {
    return new PrecisionRecall(real.shareInside(), generated.shareInside());
  }
}
