package org.gan4j.engine.update;

/**
 * Goes a part of the way to other values, which stand where optimisers have gradients.
 *
 * @param share of the way, from 0 to 1
 */
record Approach(double share) implements Formula {
  @Override
  public void apply(float[][] values, int count) {
    float[] p = values[0];
    float[] q = values[GRADIENTS];
    float s = (float) share;
    for (int i = 0; i < count; i++) {
      p[i] += s * (q[i] - p[i]);
    }
  }

  @Override
  public void apply(double[][] values, int count) {
    double[] p = values[0];
    double[] q = values[GRADIENTS];
    double s = share;
    for (int i = 0; i < count; i++) {
      p[i] += s * (q[i] - p[i]);
    }
  }
}
