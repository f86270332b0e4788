package org.gan4j.data.digits;

import java.util.SplittableRandom;

/**
 * A smooth random function of the unit box, a sum of a few waves: strokes that meet before they are
 * bent by it meet afterwards too.
 */
final class RandomWaves {
  private static final int WAVES = 3;

  /** For each wave its height, its frequencies along x and along y, and its phase. */
  private final double[] waves = new double[4 * WAVES];

  RandomWaves(double height, SplittableRandom random) {
    for (int i = 0; i < waves.length; i += 4) {
      waves[i] = height * bell(random);
      waves[i + 1] = 3.2 * bell(random);
      waves[i + 2] = 3.2 * bell(random);
      waves[i + 3] = 2 * Math.PI * random.nextDouble();
    }
  }

  double at(double x, double y) {
    double sum = 0;
    for (int i = 0; i < waves.length; i += 4) {
      sum += waves[i] * Math.sin(waves[i + 1] * x + waves[i + 2] * y + waves[i + 3]);
    }
    return sum;
  }

  /**
   * {@return a draw from a bell-shaped distribution of mean 0 and deviation 1 that never leaves
   * [-3, 3]: a normal one would, now and then, make a digit nobody writes}
   */
  static double bell(SplittableRandom random) {
    return 2 * (random.nextDouble() + random.nextDouble() + random.nextDouble()) - 3;
  }
}
