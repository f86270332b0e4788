package org.gan4j.models;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.function.Predicate;
import org.gan4j.ImageShape;

/**
 * The sizes that networks can be built in.
 *
 * @param text what images need, for a message
 * @param allowed whether images have it
 */
record Sizes(String text, Predicate<ImageShape> allowed) {
  /** Returns heights and widths that come from doubling a smaller size. */
  static Sizes multiples(int multiple, int least) {
    return new Sizes(
        "a height and a width that are multiples of %s and at least %s".formatted(multiple, least),
        shape -> fits(shape.height(), multiple, least) && fits(shape.width(), multiple, least));
  }

  private static boolean fits(int side, int multiple, int least) {
    return side % multiple == 0 && side >= least;
  }

  /** Returns squares whose side is a power of two between two others. */
  static Sizes squares(int least, int most) {
    return new Sizes(
        "a height and a width that are the same power of two from %s to %s".formatted(least, most),
        shape ->
            shape.height() == shape.width()
                && Integer.bitCount(shape.width()) == 1
                && shape.width() >= least
                && shape.width() <= most);
  }

  boolean allow(ImageShape shape) {
    return allowed.test(shape);
  }

  /**
   * Checks the height and the width of images.
   *
   * @throws IllegalArgumentException if networks cannot be built in them
   */
  void check(ImageShape shape) {
    checkArgument(
        allow(shape),
        "images of %s do not fit: the networks need %s; choose other data or another model",
        shape,
        text);
  }

  /**
   * Checks the number of values in one latent vector.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  static void checkLatents(int size) {
    checkArgument(size >= 1, "a latent vector has at least one value, not %s", size);
  }
}
