package org.gan4j.data.digits;

/** Smooth strokes through given dots {@code x, y, radius, ...}. */
final class CatmullRom {
  /** Lines per unit of length: each about two pixels long, where more look the same. */
  private static final float DENSITY = 9;

  private CatmullRom() {}

  /**
   * {@return dots on the Catmull-Rom curve through the given ones; a dot given twice is a corner}
   */
  static float[] through(float[] dots) {
    int spans = dots.length / 3 - 1;
    int[] steps = new int[spans];
    int sum = 0;
    for (int i = 0; i < spans; i++) {
      float dx = dots[3 * i + 3] - dots[3 * i];
      float dy = dots[3 * i + 4] - dots[3 * i + 1];
      steps[i] = 1 + (int) (DENSITY * (float) Math.sqrt(dx * dx + dy * dy));
      sum += steps[i];
    }
    float[] curve = new float[3 * (sum + 1)];
    int out = 0;
    for (int i = 0; i < spans; i++) {
      for (int k = 0; k < 3; k++) {
        span(dots, 3 * i + k, curve, out + k, steps[i]);
      }
      out += 3 * steps[i];
    }
    System.arraycopy(dots, 3 * spans, curve, out, 3);
    return curve;
  }

  /** One coordinate of one span, as a cubic polynomial: from dots[at] up to before dots[at + 3]. */
  private static void span(float[] dots, int at, float[] curve, int out, int steps) {
    float from = dots[at];
    float to = dots[at + 3];
    float slopeFrom = (to - (at >= 3 ? dots[at - 3] : from)) / 2;
    float slopeTo = ((at + 6 < dots.length ? dots[at + 6] : to) - from) / 2;
    float cubic = 2 * (from - to) + slopeFrom + slopeTo;
    float square = to - from - slopeFrom - cubic;
    for (int step = 0; step < steps; step++) {
      float t = (float) step / steps;
      curve[out + 3 * step] = ((cubic * t + square) * t + slopeFrom) * t + from;
    }
  }
}
