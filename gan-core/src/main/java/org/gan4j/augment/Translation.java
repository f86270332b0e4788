package org.gan4j.augment;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.gan4j.ImageShape;
import org.gan4j.ValueRange;

/**
 * The image is moved by whole pixels; what comes in is black.
 *
 * @param shape of the image
 * @param down pixels, negative for up
 * @param right pixels, negative for left
 * @param black the value of it
 */
record Translation(ImageShape shape, int down, int right, double black) implements Change {
  /** Draws up to an eighth of each side, in both directions. */
  static Translation draw(SplittableRandom random, ImageShape shape, ValueRange range) {
    int most = (int) (shape.height() / 8.0 + 0.5);
    int mostAcross = (int) (shape.width() / 8.0 + 0.5);
    return new Translation(
        shape,
        random.nextInt(-most, most + 1),
        random.nextInt(-mostAcross, mostAcross + 1),
        range.min());
  }

  @Override
  public void alter(double[] values, int at) {
    move(values, at, down, right, black);
  }

  @Override
  public void back(double[] values, int at) {
    move(values, at, -down, -right, 0);
  }

  private void move(double[] values, int at, int dy, int dx, double fill) {
    int height = shape.height();
    int width = shape.width();
    for (int channel = 0; channel < shape.channels(); channel++) {
      int first = at + channel * height * width;
      for (int i = 0; i < height; i++) {
        int y = dy > 0 ? height - 1 - i : i; // a row is read before it is written
        int row = first + y * width;
        if (y - dy < 0 || y - dy >= height) {
          Arrays.fill(values, row, row + width, fill);
        } else {
          moveRow(values, row - dy * width, row, dx, fill);
        }
      }
    }
  }

  private void moveRow(double[] values, int from, int to, int dx, double fill) {
    int width = shape.width();
    int kept = width - Math.abs(dx);
    if (dx >= 0) {
      System.arraycopy(values, from, values, to + dx, kept);
      Arrays.fill(values, to, to + dx, fill);
    } else {
      System.arraycopy(values, from - dx, values, to, kept);
      Arrays.fill(values, to + kept, to + width, fill);
    }
  }
}
