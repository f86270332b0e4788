package org.gan4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import org.gan4j.ImageShape;

/**
 * Images, and a number for the class of each.
 *
 * <p>Internal to gan4j: public for the packages that read labels from files.
 *
 * @param images of any kind
 * @param labels one for each image, from 0 to below {@code classes}
 * @param classes how many there are
 */
public record LabelledSet(ImageSet images, ImmutableIntArray labels, int classes)
    implements LabelledImages {

  /**
   * Checks the labels.
   *
   * @param images of any kind
   * @param labels one for each image, from 0 to below {@code classes}
   * @param classes how many there are
   * @throws IllegalArgumentException if there is not one label for each image, or one is out of
   *     range
   */
  public LabelledSet {
    checkArgument(
        labels.length() == images.size(),
        "there are %s labels for %s images; each image needs one",
        labels.length(),
        images.size());
    for (int i = 0; i < labels.length(); i++) {
      checkArgument(
          labels.get(i) >= 0 && labels.get(i) < classes,
          "the label of image %s is %s; of %s classes the last is %s",
          i,
          labels.get(i),
          classes,
          classes - 1);
    }
  }

  @Override
  public ImageShape shape() {
    return images.shape();
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public int label(int index) {
    return labels.get(index);
  }

  @Override
  public void read(int index, byte[] target, int offset) {
    images.read(index, target, offset);
  }
}
