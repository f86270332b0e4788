package org.gan4j.metrics;

import java.util.SplittableRandom;

/** Seeded points of known distributions, and plain loops to compute with. */
final class RandomPoints {
  private RandomPoints() {}

  /** {@return points whose coordinates are normal, around {@code mean}} */
  static Points normal(int count, int dimensions, double mean, double deviation, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count * dimensions];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (mean + deviation * random.nextGaussian());
    }
    return Points.of(dimensions, values);
  }

  static double distance(Points some, int i, Points others, int j) {
    double sum = 0;
    for (int d = 0; d < some.dimensions(); d++) {
      double difference = (double) some.get(i, d) - others.get(j, d);
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
