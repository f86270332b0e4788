package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableLongArray;
import java.util.Arrays;
import org.gan4j.data.GaussianMixture;

/**
 * How well samples cover a mixture of round normal distributions, such as a ring of 8 or a grid of
 * 25. A sample is of high quality if it lies within three standard deviations of the nearest mode,
 * and a mode is covered if it is the nearest of a sample of high quality (Srivastava, Valkov,
 * Russell, Gutmann and Sutton, "VEEGAN", 2017; Lin, Khetan, Fanti and Oh, "PacGAN", 2018).
 *
 * @param counts for each mode how many samples of high quality are nearest to it; of modes as near,
 *     the first
 * @param samples how many there were in all
 */
public record ModeCoverage(ImmutableLongArray counts, int samples) {
  private static final double DEVIATIONS = 3;

  /**
   * {@return the coverage of modes by samples}
   *
   * @param samples any number
   * @param modes the means of the mixture, in the same space
   * @param standardDeviation of each mode in each dimension, above 0
   * @throws IllegalArgumentException if the deviation is not above 0 or the dimensions differ
   */
  public static ModeCoverage of(Points samples, Points modes, double standardDeviation) {
    checkArgument(
        standardDeviation > 0 && Double.isFinite(standardDeviation),
        "modes have a standard deviation above 0, not %s",
        standardDeviation);
    NearestNeighbours nearest = NearestNeighbours.of(samples, modes);
    long[] counts = new long[modes.size()];
    for (int i = 0; i < samples.size(); i++) {
      if (nearest.distance(i) <= DEVIATIONS * standardDeviation) {
        counts[nearest.index(i)]++;
      }
    }
    return new ModeCoverage(ImmutableLongArray.copyOf(counts), samples.size());
  }

  /**
   * {@return the coverage of a mixture's modes by samples}
   *
   * @param samples any number, in the plane
   * @param mixture what they should look like
   * @throws IllegalArgumentException if the samples are not in the plane
   */
  public static ModeCoverage of(Points samples, GaussianMixture mixture) {
    return of(samples, Points.of(2, mixture.centres()), mixture.deviation());
  }

  /** {@return the share of samples of high quality, from 0 to 1} */
  public double highQuality() {
    return (double) Arrays.stream(counts.toArray()).sum() / samples;
  }

  /** {@return how many modes have at least one sample of high quality} */
  public int covered() {
    return covered(1);
  }

  /**
   * {@return how many modes have at least so many samples of high quality}
   *
   * @param least 1 as in the papers, or more, for example 20 of 2,500, where one stray sample is
   *     not to count
   */
  public int covered(int least) {
    return (int) Arrays.stream(counts.toArray()).filter(count -> count >= least).count();
  }
}
