package org.gan4j.augment;

import java.util.SplittableRandom;
import org.gan4j.ImageShape;

/**
 * Left is right, or all stays as it is.
 *
 * @param shape of the image
 * @param mirrored whether it is
 */
record Mirror(ImageShape shape, boolean mirrored) implements Change {
  /** Draws one of both. */
  static Mirror draw(SplittableRandom random, ImageShape shape) {
    return new Mirror(shape, random.nextBoolean());
  }

  @Override
  public void alter(double[] values, int at) {
    if (!mirrored) {
      return;
    }
    int width = shape.width();
    for (int row = at; row < at + shape.size(); row += width) {
      for (int x = 0; x < width / 2; x++) {
        double left = values[row + x];
        values[row + x] = values[row + width - 1 - x];
        values[row + width - 1 - x] = left;
      }
    }
  }

  @Override
  public void back(double[] values, int at) {
    alter(values, at);
  }
}
