package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;
import static org.gan4j.metrics.Points.checkSameSpace;

import java.util.SplittableRandom;
import org.gan4j.Seeds;

/**
 * The kernel distance (KID): the squared maximum mean discrepancy with the kernel {@code (x·y / d +
 * 1)^3} of d-dimensional points, a mean over random subsets (Bińkowski, Sutherland, Arbel and
 * Gretton, "Demystifying MMD GANs", 2018). The estimate is unbiased, whatever the number of images,
 * and so below 0 about as often as above where both sets come from one distribution.
 *
 * @param value the mean of the subsets' distances; smaller is better
 * @param standardError of {@code value}: the standard deviation of the subsets' distances, divided
 *     by the root of their number. It tells how much the choice of subsets matters; of what other
 *     images would give it knows nothing. NaN for one subset
 */
public record KernelDistance(double value, double standardError) {
  /** The most subsets, as many as in the paper: 100. */
  public static final int SUBSETS = 100;

  private static final int FEWEST_SUBSETS = 10;
  private static final int LOOKS = 5; // at each point, about

  /** Their size in the paper: 1,000. */
  public static final int SUBSET_SIZE = 1000;

  /**
   * {@return the distance by subsets of 1,000 points, or of as many as the smaller set has; by so
   * many that each point of that is in about five, but 10 at least and 100 at most}
   *
   * @param some at least 2 points
   * @param others at least 2 points of the same space
   * @param seed chooses the subsets
   * @throws IllegalArgumentException if there are fewer points, or their dimensions differ
   */
  public static KernelDistance between(Points some, Points others, long seed) {
    int smaller = Math.min(some.size(), others.size());
    int size = Math.min(SUBSET_SIZE, smaller);
    int subsets = Math.min(SUBSETS, Math.max(FEWEST_SUBSETS, LOOKS * smaller / size));
    return between(some, others, subsets, size, seed);
  }

  /**
   * {@return the distance by random subsets, each without repetitions}
   *
   * @param some points
   * @param others points of the same space
   * @param subsets how many subsets to take of each, at least 1
   * @param size points in a subset, from 2 to the size of the smaller set
   * @param seed chooses the subsets
   * @throws IllegalArgumentException if a number is out of range, or the dimensions differ
   */
  public static KernelDistance between(
      Points some, Points others, int subsets, int size, long seed) {
    checkSameSpace(some, others);
    checkArgument(subsets >= 1, "the kernel distance needs at least 1 subset, not %s", subsets);
    checkArgument(
        size >= 2 && size <= some.size() && size <= others.size(),
        "subsets have from 2 points to all of the smaller set, %s, not %s",
        Math.min(some.size(), others.size()),
        size);
    double[] distances = new double[subsets];
    try (DotProducts dots = new DotProducts(some.dimensions())) {
      for (int i = 0; i < subsets; i++) {
        SplittableRandom random = new SplittableRandom(Seeds.at(seed, i));
        double[] x = some.pick(Subset.of(some.size(), size, random));
        double[] y = others.pick(Subset.of(others.size(), size, random));
        distances[i] = unbiased(x, y, some.dimensions(), dots);
      }
    }
    Spread spread = Spread.of(distances);
    return new KernelDistance(spread.mean(), spread.standardDeviation() / Math.sqrt(subsets));
  }

  /**
   * {@return the unbiased estimate of the squared discrepancy by all points at once, which takes
   * memory for {@code size x size} numbers}
   *
   * @param some at least 2 points
   * @param others at least 2 points of the same space
   * @throws IllegalArgumentException if there are fewer points, or their dimensions differ
   */
  public static double unbiased(Points some, Points others) {
    checkSameSpace(some, others);
    checkArgument(
        some.size() >= 2 && others.size() >= 2,
        "the kernel distance needs two points of each set, not %s and %s",
        some.size(),
        others.size());
    double[] x = some.block(0, some.size());
    double[] y = others.block(0, others.size());
    try (DotProducts dots = new DotProducts(some.dimensions())) {
      return unbiased(x, y, some.dimensions(), dots);
    }
  }

  private static double unbiased(double[] x, double[] y, int dimensions, DotProducts dots) {
    double m = (double) x.length / dimensions;
    double n = (double) y.length / dimensions;
    double withinX = withinSum(x, dimensions, dots) / m / (m - 1);
    double withinY = withinSum(y, dimensions, dots) / n / (n - 1);
    return withinX + withinY - 2 * kernelSum(dots.of(x, y), 1, dimensions) / m / n;
  }

  /** {@return the sum over pairs of different points, twice each} */
  private static double withinSum(double[] points, int dimensions, DotProducts dots) {
    double[] all = dots.of(points, points);
    int diagonal = points.length / dimensions + 1;
    return kernelSum(all, 1, dimensions) - kernelSum(all, diagonal, dimensions);
  }

  /** {@return the sum of the kernel over each {@code stride}-th dot product} */
  private static double kernelSum(double[] dots, int stride, int dimensions) {
    double sum = 0;
    for (int i = 0; i < dots.length; i += stride) {
      double base = dots[i] / dimensions + 1;
      sum += base * base * base;
    }
    return sum;
  }
}
