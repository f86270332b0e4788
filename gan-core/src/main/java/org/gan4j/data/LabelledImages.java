package org.gan4j.data;

import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
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

  /** {@return how many images there are of each class, in their order} */
  default ImmutableIntArray counts() {
    int[] counts = new int[classes()];
    labels().forEach(label -> counts[label]++);
    return ImmutableIntArray.copyOf(counts);
  }

  /** {@return what part of the images each class has, in their order: numbers that add up to 1} */
  default ImmutableDoubleArray shares() {
    return ImmutableDoubleArray.copyOf(
        counts().stream().mapToDouble(count -> count / (double) size()));
  }

  /**
   * {@return whether there are as many images of each class, or about: one image in a hundred would
   * have to be of another class for that, at most}
   */
  default boolean isEven() {
    double each = (double) size() / classes();
    double apart = counts().stream().mapToDouble(count -> Math.abs(count - each)).sum();
    return apart / 2 <= size() / 100.0;
  }
}
