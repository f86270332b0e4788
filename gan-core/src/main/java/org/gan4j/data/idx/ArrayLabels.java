package org.gan4j.data.idx;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Optional;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The classes of images, as an array beside them tells them. */
final class ArrayLabels {
  private static final Logger LOG = LoggerFactory.getLogger(NumpyImages.class);
  private static final int MOST_CLASSES = 65_536;

  private ArrayLabels() {}

  /** {@return images with their classes, or without them where the array does not tell these} */
  static ImageSet with(ImageSet images, Optional<NpyArray> labels) {
    if (labels.isEmpty()) {
      return images;
    }
    Optional<ImmutableIntArray> numbers = numbers(labels.get(), images.size());
    if (numbers.isEmpty()) {
      LOG.warn(
          "{}: labels of shape {} are left out; expected a whole number from 0 on for each of the {}"
              + " images",
          labels.get(),
          NpyArray.python(labels.get().header().shape()),
          images.size());
      return images;
    }
    int classes = numbers.get().stream().max().orElseThrow() + 1;
    return new LabelledSet(images, numbers.get(), classes);
  }

  private static Optional<ImmutableIntArray> numbers(NpyArray array, int count) {
    if (array.header().count() != count || NpyType.named(array.header().type()).isEmpty()) {
      return Optional.empty();
    }
    ImmutableIntArray.Builder numbers = ImmutableIntArray.builder(count);
    array.read(
        value -> {
          boolean label = value == (int) value && value >= 0 && value < MOST_CLASSES;
          if (label) {
            numbers.add((int) value);
          }
          return label;
        });
    return Optional.of(numbers.build()).filter(labels -> labels.length() == count);
  }
}
