package org.gan4j;

/**
 * The shape of what a generator makes and a discriminator judges: an {@link ImageShape}, or a plain
 * {@linkplain #vector vector} such as a point of the plane.
 */
public interface SampleShape {
  /**
   * {@return the shape of samples that are rows of values; a batch of them is an array {@code
   * [count, size]}}
   *
   * @param size values in one sample, at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  static SampleShape vector(int size) {
    return new VectorShape(size);
  }

  /** {@return the number of values in one sample} */
  int size();

  /**
   * {@return the dimensions of a batch, of which the first is {@code count}}
   *
   * @param count samples in the batch
   */
  long[] batch(long count);
}
