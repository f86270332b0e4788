package org.gan4j.metrics;

import org.gan4j.ImageShape;
import org.gan4j.data.ImageSet;

/** The images of a set, one after the other. */
final class SetStream implements ImageStream {
  private final ImageSet images;
  private int position;

  SetStream(ImageSet images) {
    this.images = images;
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
  public byte[] next(int count) {
    int size = images.shape().size();
    byte[] pixels = new byte[count * size];
    for (int i = 0; i < count; i++) {
      images.read(position++, pixels, i * size);
    }
    return pixels;
  }
}
