package org.gan4j;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The distributions that latents are drawn from, each value independently. */
public enum Latents {
  /** The standard normal distribution. */
  NORMAL(Double.NEGATIVE_INFINITY, 0, Double.POSITIVE_INFINITY) {
    @Override
    double draw(SplittableRandom random) {
      return random.nextGaussian();
    }
  },

  /** Uniform between -1 and 1. */
  UNIFORM(-1, 0, 1) {
    @Override
    double draw(SplittableRandom random) {
      return random.nextDouble() * 2 - 1;
    }
  },

  /** Uniform between 0 and 1. */
  UNIT(0, 0.5, 1) {
    @Override
    double draw(SplittableRandom random) {
      return random.nextDouble();
    }
  };

  private final double min;
  private final double mean;
  private final double max;

  Latents(double min, double mean, double max) {
    this.min = min;
    this.mean = mean;
    this.max = max;
  }

  abstract double draw(SplittableRandom random);

  /**
   * {@return an endless stream of latents}
   *
   * @param size values in one latent vector, at least 1
   * @param seed of the stream; the same seed gives the same latents
   * @throws IllegalArgumentException if {@code size} is below 1
   */
  public LatentSource source(int size, long seed) {
    return new SeededLatents(this, size, seed);
  }

  /**
   * {@return a walk over latents of this distribution, {@code [(stops - 1) * (frames - 1) + 1,
   * size]}, a new array: from the first stop to the second, from there to the third, and so on, in
   * steps of equal angle on {@linkplain Interpolation#spherical great circles} around the mean of
   * the distribution. Uniform latents that the arc takes out of their range are set to its bound}
   *
   * @param stops {@code [stops, size]}, at least 2
   * @param frames latents from one stop to the next, both included, at least 2
   * @throws IllegalArgumentException if there are fewer stops or frames
   */
  public INDArray walk(INDArray stops, int frames) {
    return new LatentWalk(min, mean, max).over(stops, frames);
  }
}
