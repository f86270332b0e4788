package org.gan4j;

import java.util.SplittableRandom;

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

  /** {@return the least value of the distribution; minus infinity if it has none} */
  public double min() {
    return min;
  }

  /** {@return the mean of the distribution} */
  public double mean() {
    return mean;
  }

  /** {@return the greatest value of the distribution; infinity if it has none} */
  public double max() {
    return max;
  }
}
