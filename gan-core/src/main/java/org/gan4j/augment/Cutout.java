package org.gan4j.augment;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.gan4j.ImageShape;
import org.gan4j.ValueRange;

/**
 * A part of the image is black.
 *
 * @param shape of the image
 * @param top the first row of it
 * @param bottom the row behind the last
 * @param left the first column
 * @param right the column behind the last
 * @param black the value of it
 */
record Cutout(ImageShape shape, int top, int bottom, int left, int right, double black)
    implements Change {
  /** Draws a part of half of each side, whose middle is anywhere: it is cut off at the edge. */
  static Cutout draw(SplittableRandom random, ImageShape shape, ValueRange range) {
    int height = half(shape.height());
    int width = half(shape.width());
    int top = begin(random, shape.height(), height);
    int left = begin(random, shape.width(), width);
    return new Cutout(
        shape,
        Math.max(0, top),
        Math.min(shape.height(), top + height),
        Math.max(0, left),
        Math.min(shape.width(), left + width),
        range.min());
  }

  private static int half(int side) {
    return (int) (side / 2.0 + 0.5);
  }

  private static int begin(SplittableRandom random, int side, int part) {
    return random.nextInt(side + 1 - part % 2) - part / 2;
  }

  @Override
  public void alter(double[] values, int at) {
    fill(values, at, black);
  }

  @Override
  public void back(double[] values, int at) {
    fill(values, at, 0);
  }

  private void fill(double[] values, int at, double value) {
    for (int channel = 0; channel < shape.channels(); channel++) {
      for (int y = top; y < bottom; y++) {
        int row = at + (channel * shape.height() + y) * shape.width();
        Arrays.fill(values, row + left, row + right, value);
      }
    }
  }
}
