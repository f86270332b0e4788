package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.SplittableRandom;
import org.gan4j.ImageShape;
import org.gan4j.Seeds;
import org.gan4j.data.ImageSet;

/**
 * Images with noise, each a function of the seed and its index.
 *
 * @param images without noise
 * @param deviation of the noise, of 255
 * @param seed of the noise
 */
record NoisyImages(ImageSet images, double deviation, long seed) implements ImageSet {
  NoisyImages {
    checkArgument(deviation >= 0, "noise has a deviation of 0 or more, not %s", deviation);
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
  public void read(int index, byte[] target, int offset) {
    images.read(index, target, offset);
    SplittableRandom random = new SplittableRandom(Seeds.at(seed, index));
    for (int i = offset; i < offset + shape().size(); i++) {
      double value = Byte.toUnsignedInt(target[i]) + deviation * random.nextGaussian();
      target[i] = (byte) Math.round(Math.max(0, Math.min(255, value)));
    }
  }
}
