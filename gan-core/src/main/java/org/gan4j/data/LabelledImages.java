package org.gan4j.data;

import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
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

  /** {@return the class of each image, in their order} */
  default ImmutableIntArray labels() {
    return ImmutableIntArray.copyOf(IntStream.range(0, size()).map(this::label));
  }

  /** {@return what part of the images each class has, in their order: numbers that add up to 1} */
  default ImmutableDoubleArray shares() {
    int[] counts = new int[classes()];
    labels().forEach(label -> counts[label]++);
    return ImmutableDoubleArray.copyOf(
        Arrays.stream(counts).mapToDouble(count -> count / (double) size()));
  }

  /**
   * {@return whether there are as many images of each class, or about: one image in a hundred would
   * have to be of another class for that, at most}
   */
  default boolean isEven() {
    double each = 1.0 / classes();
    return shares().stream().map(share -> Math.abs(share - each)).sum() / 2 <= 0.01;
  }
}
