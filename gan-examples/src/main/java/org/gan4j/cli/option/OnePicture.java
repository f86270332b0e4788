package org.gan4j.cli.option;

import static com.google.common.base.Preconditions.checkArgument;

import org.gan4j.ImageShape;

/** How many images one picture holds. */
public final class OnePicture {
  /** Of the images together; more can hardly be looked at, and have to be in memory at once. */
  private static final int MOST_PIXELS = 1 << 23;

  private OnePicture() {}

  /**
   * Refuses a picture of too many images; one image is never too many.
   *
   * @param count how many
   * @param shape of each
   * @param advice what to do instead
   * @throws IllegalArgumentException if they are too many; the message says how many are not
   */
  public static void check(int count, ImageShape shape, String advice) {
    int most = most(shape);
    checkArgument(
        count <= most,
        "%s images of %s are too many for one picture, which holds %s of them: %s",
        count,
        shape,
        most,
        advice);
  }

  /** Returns how many images of a shape one picture holds, at least 1. */
  static int most(ImageShape shape) {
    return (int) Math.max(1, MOST_PIXELS / ((long) shape.height() * shape.width()));
  }
}
