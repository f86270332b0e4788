package org.gan4j.classifier;

import java.util.SplittableRandom;
import org.gan4j.ImageShape;

/**
 * Moves an image by some pixels. What comes in at a border repeats the pixels of the border, which
 * is black where the image is, and no edge in a photograph.
 *
 * @param down rows, negative for up
 * @param right columns, negative for left
 */
record Shift(int down, int right) {
  static final Shift NONE = new Shift(0, 0);

  /** Returns a move by up to so many pixels in each direction; each is as likely. */
  static Shift random(int most, SplittableRandom random) {
    return new Shift(random.nextInt(-most, most + 1), random.nextInt(-most, most + 1));
  }

  /**
   * Writes a moved image as values.
   *
   * @param table the value of each pixel byte
   * @param target where to, from {@code offset}
   */
  void copy(byte[] pixels, ImageShape shape, float[] table, float[] target, int offset) {
    int to = offset;
    for (int channel = 0; channel < shape.channels(); channel++) {
      for (int y = 0; y < shape.height(); y++) {
        int row = (channel * shape.height() + within(y - down, shape.height())) * shape.width();
        for (int x = 0; x < shape.width(); x++) {
          target[to++] = table[Byte.toUnsignedInt(pixels[row + within(x - right, shape.width())])];
        }
      }
    }
  }

  private static int within(int place, int size) {
    return Math.max(0, Math.min(size - 1, place));
  }
}
