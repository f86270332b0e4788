package org.gan4j.metrics;

import org.gan4j.ImageShape;
import org.gan4j.data.ImageSet;

/** Some images of a set. */
final class ChosenImages implements ImageSet {
  private final ImageSet images;
  private final int[] indices;

  ChosenImages(ImageSet images, int[] indices) {
    this.images = images;
    this.indices = indices;
  }

  @Override
  public ImageShape shape() {
    return images.shape();
  }

  @Override
  public int size() {
    return indices.length;
  }

  @Override
  public void read(int index, byte[] target, int offset) {
    images.read(indices[index], target, offset);
  }
}
