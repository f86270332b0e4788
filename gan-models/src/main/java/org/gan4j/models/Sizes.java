package org.gan4j.models;

import static com.google.common.base.Preconditions.checkArgument;

import org.gan4j.ImageShape;

/** Refuses sizes that networks cannot be built in, and says which can. */
final class Sizes {
  private Sizes() {}

  /**
   * Checks the number of values in one latent vector.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  static void checkLatents(int size) {
    checkArgument(size >= 1, "a latent vector has at least one value, not %s", size);
  }

  /**
   * Checks height and width of images that a generator makes by doubling a smaller size.
   *
   * @throws IllegalArgumentException if one is no multiple of a number, or is below the least
   */
  static void checkSides(ImageShape shape, int multiple, int least) {
    checkArgument(
        fits(shape.height(), multiple, least) && fits(shape.width(), multiple, least),
        "images of %s do not fit: the networks need a height and a width that are multiples of %s"
            + " and at least %s; choose other data or another model",
        shape,
        multiple,
        least);
  }

  private static boolean fits(int side, int multiple, int least) {
    return side % multiple == 0 && side >= least;
  }
}
