package org.gan4j.metrics;

import org.gan4j.data.ImageSet;

/** Images as points: a number from 0 to 255 for each value. */
record PixelPoints(ImageSet images) implements Rows {
  @Override
  public int size() {
    return images.size();
  }

  @Override
  public int dimensions() {
    return images.shape().size();
  }

  @Override
  public double[] block(int from, int count) {
    byte[] pixels = new byte[dimensions()];
    double[] block = new double[count * pixels.length];
    for (int i = 0; i < count; i++) {
      images.read(from + i, pixels, 0);
      for (int j = 0; j < pixels.length; j++) {
        block[i * pixels.length + j] = Byte.toUnsignedInt(pixels[j]);
      }
    }
    return block;
  }
}
