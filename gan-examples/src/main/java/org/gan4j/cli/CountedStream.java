package org.gan4j.cli;

import org.gan4j.ImageShape;
import org.gan4j.metrics.ImageStream;

/**
 * Images that are counted as they are looked at.
 *
 * @param images any
 * @param progress is told of each batch
 */
record CountedStream(ImageStream images, ImageProgress progress) implements ImageStream {
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
    byte[] pixels = images.next(count);
    progress.add(count);
    return pixels;
  }
}
