package org.gan4j.guides;

import org.gan4j.ImageShape;
import org.gan4j.data.ImageSet;

// region data
/** A thousand images of white stripes, each shifted by one pixel against the one before. */
public class Stripes implements ImageSet {
  @Override
  public ImageShape shape() {
    return ImageShape.gray(28, 28);
  }

  @Override
  public int size() {
    return 1_000;
  }

  @Override
  public void read(int index, byte[] target, int offset) {
    for (int pixel = 0; pixel < shape().size(); pixel++) {
      target[offset + pixel] = (byte) ((pixel + index) % 28 < 14 ? 255 : 0);
    }
  }
}
// endregion
