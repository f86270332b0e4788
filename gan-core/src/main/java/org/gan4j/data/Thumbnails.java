package org.gan4j.data;

import org.gan4j.ImageShape;

/** Images made smaller: means of square blocks, so that no side has more than 16 of them. */
final class Thumbnails {
  private static final int MOST_BLOCKS = 16;

  private final ImageSet images;
  private final int block;
  private final int height;
  private final int width;

  Thumbnails(ImageSet images) {
    ImageShape shape = images.shape();
    this.images = images;
    this.block = blocks(Math.max(shape.height(), shape.width()), MOST_BLOCKS);
    this.height = blocks(shape.height(), block);
    this.width = blocks(shape.width(), block);
  }

  private static int blocks(int pixels, int size) {
    return (pixels + size - 1) / size;
  }

  /** Returns the means of an image, channel by channel, row by row, between 0 and 255. */
  double[] of(int index) {
    ImageShape shape = images.shape();
    byte[] pixels = new byte[shape.size()];
    images.read(index, pixels, 0);
    double[] means = new double[shape.channels() * height * width];
    for (int i = 0; i < pixels.length; i++) {
      means[blockOf(i)] += Byte.toUnsignedInt(pixels[i]);
    }
    for (int i = 0; i < means.length; i++) {
      means[i] /= pixelsOf(i);
    }
    return means;
  }

  private int blockOf(int pixel) {
    ImageShape shape = images.shape();
    int x = pixel % shape.width();
    int y = pixel / shape.width() % shape.height();
    int channel = pixel / shape.width() / shape.height();
    return (channel * height + y / block) * width + x / block;
  }

  /** Those at the right and at the bottom may have fewer. */
  private int pixelsOf(int means) {
    int across = Math.min(block, images.shape().width() - means % width * block);
    int down = Math.min(block, images.shape().height() - means / width % height * block);
    return across * down;
  }
}
