package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import java.util.stream.IntStream;
import org.gan4j.OneHot;

/**
 * What measures need of images, and the classes that these are of, or were asked to be of.
 *
 * @param features of the images
 * @param labels the class of each image, from 0 to below {@code classes}
 * @param classes how many there are
 */
public record LabelledFeatures(ImageFeatures features, ImmutableIntArray labels, int classes) {
  /**
   * Checks the labels.
   *
   * @param features of the images
   * @param labels one for each image
   * @param classes how many there are
   * @throws IllegalArgumentException if there is not one label for each image, or one is out of its
   *     range
   */
  public LabelledFeatures {
    int images = features.points().size();
    checkArgument(
        labels.length() == images,
        "there are %s labels for %s images; each image needs one",
        labels.length(),
        images);
    labels.forEach(label -> OneHot.check(label, classes));
  }

  /** {@return the numbers of the images of a class} */
  int[] ofClass(int label) {
    return IntStream.range(0, labels.length()).filter(i -> labels.get(i) == label).toArray();
  }
}
