package org.gan4j.data;

import org.gan4j.ImageShape;

/**
 * The images of one set with the classes of another.
 *
 * @param images as many as there are of the other
 * @param known the classes of the images
 */
record LabelledView(ImageSet images, LabelledImages known) implements LabelledImages {
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
    return known.classes();
  }

  @Override
  public int label(int index) {
    return known.label(index);
  }

  @Override
  public void read(int index, byte[] target, int offset) {
    images.read(index, target, offset);
  }
}
