package org.gan4j;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

/**
 * The interval of numbers in which a network sees pixels, and the mapping between it and pixel
 * bytes: 0 is {@code min}, 255 is {@code max}, linear between. What is no pixels, such as points of
 * the plane, is not mapped, and {@link #UNBOUNDED}.
 *
 * @param min the value of a black pixel, finite
 * @param max the value of a white pixel, finite, above {@code min}
 */
public record ValueRange(double min, double max) {
  /** [-1, 1]: images of a generator that ends in tanh. */
  public static final ValueRange SIGNED = new ValueRange(-1, 1);

  /** [0, 1]: images of a generator that ends in sigmoid. */
  public static final ValueRange UNIT = new ValueRange(0, 1);

  /** All numbers: samples that are no images, of a generator without a last activation. */
  public static final ValueRange UNBOUNDED =
      new ValueRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /**
   * Checks the bounds.
   *
   * @param min finite
   * @param max finite, above {@code min}
   * @throws IllegalArgumentException if one is not finite, except both, or {@code min} is not below
   *     {@code max}
   */
  public ValueRange {
    checkArgument(
        min < max && Double.isFinite(min) == Double.isFinite(max),
        "a value range needs finite bounds, the lower one first, not [%s, %s]",
        min,
        max);
  }

  /**
   * {@return the value of each pixel byte, indexed by the byte as an unsigned number: 256 values}
   *
   * @throws IllegalStateException if this is {@link #UNBOUNDED}
   */
  public float[] table() {
    requireBounds();
    float[] table = new float[256];
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) (min + (max - min) * i / 255);
    }
    return table;
  }

  /**
   * {@return the pixel byte nearest to a value, as an unsigned number 0 to 255; values outside the
   * range are clamped, NaN is 0}
   *
   * @param value any number
   * @throws IllegalStateException if this is {@link #UNBOUNDED}
   */
  public int toPixel(double value) {
    requireBounds();
    double pixel = (value - min) / (max - min) * 255;
    return (int) Math.round(Math.max(0, Math.min(255, pixel)));
  }

  private void requireBounds() {
    checkState(Double.isFinite(min), "values without bounds are no pixels: only images have those");
  }

  /** {@return for example {@code [-1, 1]}} */
  @Override
  public String toString() {
    return "[" + text(min) + ", " + text(max) + "]";
  }

  private static String text(double bound) {
    return bound == Math.rint(bound) ? String.valueOf((long) bound) : String.valueOf(bound);
  }
}
