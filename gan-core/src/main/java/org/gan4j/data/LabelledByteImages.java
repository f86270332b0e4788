package org.gan4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import org.gan4j.ImageShape;

/** Byte images and a byte of label for each. */
final class LabelledByteImages implements LabelledImages {
  private final ByteImages images;
  private final byte[] labels;
  private final int classes;

  LabelledByteImages(ByteImages images, byte[] labels, int classes) {
    checkArgument(
        classes >= 1 && classes <= 256, "labels in bytes tell 1 to 256 classes, not %s", classes);
    checkArgument(
        labels.length == images.size(),
        "there are %s labels for %s images; each image needs one",
        labels.length,
        images.size());
    this.images = images;
    this.labels = labels;
    this.classes = classes;
    for (int i = 0; i < labels.length; i++) {
      checkArgument(
          label(i) < classes,
          "the label of image %s is %s; of %s classes the last is %s",
          i,
          label(i),
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
  public int classes() {
    return classes;
  }

  @Override
  public int label(int index) {
    return Byte.toUnsignedInt(labels[index]);
  }

  @Override
  public void read(int index, byte[] target, int offset) {
    images.read(index, target, offset);
  }
}
