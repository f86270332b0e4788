package org.gan4j.data.digits;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Ink on a small square sheet: what a pen leaves, as soft-edged grey pixels. */
final class StrokeRaster {
  /** Pixels of one side of the sheet. */
  static final int SIDE = 28;

  /** How far, in pixels, full ink takes to fade to none at the edge of a stroke. */
  static final float EDGE = 1.25f;

  private static final float OUTSIDE = -EDGE / 2;

  /** How much a pixel's depth is off, at most and either way: paper is rough. */
  private static final float ROUGHNESS = 0.1f;

  /** For each pixel how deep its centre lies in the ink, in pixels; negative outside. */
  private final float[] depth = new float[SIDE * SIDE];

  StrokeRaster() {
    Arrays.fill(depth, OUTSIDE);
  }

  /**
   * Draws a stroke.
   *
   * @param dots {@code x, y, radius, ...} in pixels, to be joined by lines
   */
  void stroke(float[] dots) {
    for (int i = 3; i < dots.length; i += 3) {
      float reach = Math.max(dots[i - 1], dots[i + 2]) + EDGE / 2;
      int top = first(Math.min(dots[i - 2], dots[i + 1]) - reach);
      int bottom = last(Math.max(dots[i - 2], dots[i + 1]) + reach);
      int left = first(Math.min(dots[i - 3], dots[i]) - reach);
      int right = last(Math.max(dots[i - 3], dots[i]) + reach);
      for (int row = top; row <= bottom; row++) {
        line(dots, i, row, left, right);
      }
    }
  }

  /** The first pixel whose centre is not before a place. */
  private static int first(float place) {
    return Math.max(0, (int) (place + 0.5f));
  }

  /** The last pixel whose centre is not after a place. */
  private static int last(float place) {
    return Math.min(SIDE - 1, (int) (place - 0.5f));
  }

  /** Draws, in one row, the line from the dot before {@code at} to the dot at it. */
  private void line(float[] dots, int at, int row, int left, int right) {
    float radius = dots[at - 1];
    float dx = dots[at] - dots[at - 3];
    float dy = dots[at + 1] - dots[at - 2];
    float dr = dots[at + 2] - radius;
    float perLength = 1 / Math.max(1e-6f, dx * dx + dy * dy);
    float py = row + 0.5f - dots[at - 2];
    float x0 = dots[at - 3] - 0.5f;
    int pixel = row * SIDE;
    for (int column = left; column <= right; column++) {
      float px = column - x0;
      float along = (px * dx + py * dy) * perLength;
      along = along < 0 ? 0 : along > 1 ? 1 : along;
      float x = px - along * dx;
      float y = py - along * dy;
      float room = radius + along * dr - depth[pixel + column];
      float squared = x * x + y * y;
      // Most pixels are as deep already: no root for them.
      if (room > 0 && squared < room * room) {
        depth[pixel + column] += room - (float) Math.sqrt(squared);
      }
    }
  }

  /**
   * Copies the picture as bytes, 0 where there is no ink.
   *
   * @param target where to copy to
   * @param offset where in {@code target} the picture begins
   * @param random for the roughness of the paper
   */
  void copy(byte[] target, int offset, SplittableRandom random) {
    for (int i = 0; i < depth.length; i++) {
      target[offset + i] = depth[i] > OUTSIDE ? pixel(depth[i], random) : 0;
    }
  }

  private static byte pixel(float depth, SplittableRandom random) {
    float rough = (random.nextInt() >> 8) * (ROUGHNESS / (1 << 23));
    float ink = 0.5f + (depth + rough) / EDGE;
    return (byte) (255 * Math.max(0, Math.min(1, ink)));
  }
}
