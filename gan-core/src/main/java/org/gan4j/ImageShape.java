package org.gan4j;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * The shape of one image; a batch of images is an array {@code [batch, channels, height, width]}.
 *
 * @param channels 1 for grey, 3 for red, green and blue; at least 1
 * @param height in pixels, at least 1
 * @param width in pixels, at least 1
 */
public record ImageShape(int channels, int height, int width) implements SampleShape {
  /**
   * Checks the sizes.
   *
   * @param channels at least 1
   * @param height at least 1
   * @param width at least 1
   * @throws IllegalArgumentException if one is below 1, or all together are 2^31 values or more
   */
  public ImageShape {
    checkArgument(
        channels >= 1 && height >= 1 && width >= 1,
        "an image has at least one channel, row and column, not %s x %s x %s",
        channels,
        height,
        width);
    checkArgument(
        (long) height * width <= Integer.MAX_VALUE / channels,
        "an image of %s x %s x %s values is too large: 2^31 - 1 values at most",
        channels,
        height,
        width);
  }

  /**
   * {@return the shape of grey images}
   *
   * @param height in pixels, at least 1
   * @param width in pixels, at least 1
   */
  public static ImageShape gray(int height, int width) {
    return new ImageShape(1, height, width);
  }

  /**
   * {@return the shape of colour images, channels in the order red, green, blue}
   *
   * @param height in pixels, at least 1
   * @param width in pixels, at least 1
   */
  public static ImageShape rgb(int height, int width) {
    return new ImageShape(3, height, width);
  }

  /** {@return the number of values in one image: channels x height x width} */
  @Override
  public int size() {
    return channels * height * width;
  }

  /**
   * {@return the dimensions of a batch: {@code [count, channels, height, width]}}
   *
   * @param count images in the batch
   */
  @Override
  public long[] batch(long count) {
    return new long[] {count, channels, height, width};
  }

  /** {@return for example {@code 1x28x28}} */
  @Override
  public String toString() {
    return channels + "x" + height + "x" + width;
  }
}
