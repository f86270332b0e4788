package org.gan4j;

import java.util.SplittableRandom;

/** The distributions that latents are drawn from, each value independently. */
public enum Latents {
  /** The standard normal distribution. */
  NORMAL {
    @Override
    double draw(SplittableRandom random) {
      return random.nextGaussian();
    }
  },

  /** Uniform between -1 and 1. */
  UNIFORM {
    @Override
    double draw(SplittableRandom random) {
      return random.nextDouble() * 2 - 1;
    }
  },

  /** Uniform between 0 and 1. */
  UNIT {
    @Override
    double draw(SplittableRandom random) {
      return random.nextDouble();
    }
  };

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
}
