package org.gan4j.data;

import java.util.SplittableRandom;
import org.gan4j.ImageShape;

/** Some images of a set, none twice, in the order of the set. */
final class SampledImages implements ImageSet {
  private final ImageSet images;
  private final int[] indices;

  private SampledImages(ImageSet images, int[] indices) {
    this.images = images;
    this.indices = indices;
  }

  /** {@return a sample; each one of that size is as likely} */
  static SampledImages of(ImageSet images, int count, SplittableRandom random) {
    int[] indices = new int[count];
    int chosen = 0;
    // Selection sampling: Knuth, The Art of Computer Programming, 3.4.2, algorithm S.
    for (int i = 0; chosen < count; i++) {
      if (random.nextInt(images.size() - i) < count - chosen) {
        indices[chosen++] = i;
      }
    }
    return new SampledImages(images, indices);
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
