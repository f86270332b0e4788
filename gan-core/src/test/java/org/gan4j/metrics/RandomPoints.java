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

  /** {@return the matrix that mirrors along a vector: symmetric, with orthonormal rows} */
  static double[][] reflection(double... normal) {
    int size = normal.length;
    double squared = 0;
    for (double value : normal) {
      squared += value * value;
    }
    double[][] reflection = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        reflection[i][j] = (i == j ? 1 : 0) - 2 * normal[i] * normal[j] / squared;
      }
    }
    return reflection;
  }
}
