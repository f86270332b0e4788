package org.gan4j.augment;

import java.util.SplittableRandom;
import org.gan4j.ImageShape;
import org.gan4j.ValueRange;

/**
 * Brightness is added; then each pixel is moved away from the mean of its channels, or towards it;
 * then away from the mean of the image, or towards it. Values may leave the range.
 *
 * @param size values of a channel
 * @param channels of the image
 * @param brightness what is added
 * @param saturation what differences from the mean of the channels are multiplied by
 * @param contrast what differences from the mean of the image are multiplied by
 */
record Color(int size, int channels, double brightness, double saturation, double contrast)
    implements Change {
  /** Draws a quarter of the range up or down, 0 to 2, and 0.5 to 1.5. */
  static Color draw(SplittableRandom random, ImageShape shape, ValueRange range) {
    return new Color(
        shape.height() * shape.width(),
        shape.channels(),
        (random.nextDouble() - 0.5) * (range.max() - range.min()) / 2,
        2 * random.nextDouble(),
        0.5 + random.nextDouble());
  }

  @Override
  public void alter(double[] values, int at) {
    for (int i = at; i < at + size * channels; i++) {
      values[i] += brightness;
    }
    back(values, at);
  }

  /** Both maps are symmetric, and it makes no difference which one is first. */
  @Override
  public void back(double[] values, int at) {
    if (channels > 1) {
      for (int pixel = at; pixel < at + size; pixel++) {
        spread(values, pixel, size, channels, saturation);
      }
    }
    spread(values, at, 1, size * channels, contrast);
  }

  /** Multiplies differences from a mean. */
  private static void spread(double[] values, int from, int stride, int count, double factor) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[from + i * stride];
    }
    double mean = sum / count;
    for (int i = 0; i < count; i++) {
      values[from + i * stride] = mean + factor * (values[from + i * stride] - mean);
    }
  }
}
