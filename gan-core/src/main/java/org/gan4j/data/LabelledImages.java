package org.gan4j.data;

import com.google.common.primitives.ImmutableDoubleArray;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Images of known classes. */
public interface LabelledImages extends ImageSet {
  /** {@return how many classes there are, at least 1} */
  int classes();

  /**
   * {@return the class of one image, from 0 to {@code classes() - 1}}
   *
   * @param index which image, from 0 to {@code size() - 1}
   * @throws IndexOutOfBoundsException if there is no such image
   */
  int label(int index);

  /** {@return what part of the images each class has, in their order: numbers that add up to 1} */
  default ImmutableDoubleArray shares() {
    int[] counts = new int[classes()];
    IntStream.range(0, size()).forEach(index -> counts[label(index)]++);
    return ImmutableDoubleArray.copyOf(
        Arrays.stream(counts).mapToDouble(count -> count / (double) size()));
  }
}
