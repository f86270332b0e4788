package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import org.gan4j.ImageShape;
import org.gan4j.data.ImageSet;

/** Images convolved with a normal distribution, first along rows, then along columns. */
final class BlurredImages implements ImageSet {
  private final ImageSet images;
  private final double[] weights; // of distances 0, 1, ... in pixels

  BlurredImages(ImageSet images, double deviation) {
    checkArgument(
        deviation > 0 && deviation <= 1000,
        "a blur has a deviation above 0, and of 1,000 pixels at most, not %s",
        deviation);
    this.images = images;
    this.weights = new double[(int) Math.ceil(3 * deviation) + 1];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp(-i * i / (2 * deviation * deviation));
      sum += i == 0 ? weights[i] : 2 * weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
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
  public void read(int index, byte[] target, int offset) {
    images.read(index, target, offset);
    double[] values = new double[shape().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Byte.toUnsignedInt(target[offset + i]);
    }
    double[] blurred = blur(blur(values, 1, shape().width()), shape().width(), shape().height());
    for (int i = 0; i < values.length; i++) {
      target[offset + i] = (byte) Math.round(blurred[i]);
    }
  }

  /** Blurs along one side: neighbours are {@code stride} apart, and there are {@code length}. */
  private double[] blur(double[] values, int stride, int length) {
    double[] blurred = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int at = i / stride % length;
      for (int d = 1 - weights.length; d < weights.length; d++) {
        int other = Math.max(0, Math.min(length - 1, at + d));
        blurred[i] += weights[Math.abs(d)] * values[i + (other - at) * stride];
      }
    }
    return blurred;
  }
}
