package org.gan4j;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * The shape of samples that are rows of values.
 *
 * @param size how many
 */
record VectorShape(int size) implements SampleShape {
  VectorShape {
    checkArgument(size >= 1, "a vector has at least 1 value, not %s", size);
  }

  @Override
  public long[] batch(long count) {
    return new long[] {count, size};
  }

  /** Returns for example {@code 2 values}. */
  @Override
  public String toString() {
    return size + (size == 1 ? " value" : " values");
  }
}
