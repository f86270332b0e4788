package org.gan4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import org.gan4j.ImageShape;

/** Some images of a set, which stay where they are. */
public class ChosenImages implements ImageSet {
  private final ImageSet images;
  private final ImmutableIntArray indices;

  /** Takes indices that are of images. */
  ChosenImages(ImageSet images, ImmutableIntArray indices) {
    this.images = images;
    this.indices = indices;
  }

  /**
   * {@return images by their numbers}
   *
   * @param images to choose from
   * @param indices at least one; image {@code i} of the result is {@code indices[i]} of {@code
   *     images}
   * @throws IllegalArgumentException if there is no index, or one is of no image
   */
  public static ChosenImages of(ImageSet images, int... indices) {
    return new ChosenImages(images, checked(images, indices));
  }

  /**
   * {@return images by their numbers, with their classes}
   *
   * @param images to choose from
   * @param indices as for {@link #of(ImageSet, int...)}
   * @throws IllegalArgumentException if there is no index, or one is of no image
   */
  public static LabelledImages of(LabelledImages images, int... indices) {
    return new LabelledSubset(images, checked(images, indices));
  }

  private static ImmutableIntArray checked(ImageSet images, int... indices) {
    checkArgument(indices.length > 0, "at least 1 image has to be chosen, not 0");
    for (int index : indices) {
      checkArgument(
          index >= 0 && index < images.size(),
          "there is no image %s among %s: they are counted from 0",
          index,
          images.size());
    }
    return ImmutableIntArray.copyOf(indices);
  }

  /** {@return the number that an image has in the whole set} */
  final int index(int index) {
    return indices.get(index);
  }

  @Override
  public ImageShape shape() {
    return images.shape();
  }

  @Override
  public int size() {
    return indices.length();
  }

  @Override
  public void read(int index, byte[] target, int offset) {
    images.read(index(index), target, offset);
  }
}
