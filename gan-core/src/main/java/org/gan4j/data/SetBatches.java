package org.gan4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import org.gan4j.ImageShape;
import org.gan4j.ValueRange;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Batches from a set of byte images, in the order that it is given. */
final class SetBatches implements BatchSource {
  private final ImageSet images;
  private final Batching batching;
  private final DrawOrder order;
  private final byte[] pixels;
  private long position;

  private float[] values = {};
  private ValueRange tableRange = ValueRange.SIGNED;
  private float[] table = tableRange.table();

  SetBatches(ImageSet images, Batching batching, DrawOrder order, long position) {
    this.images = images;
    this.batching = batching;
    this.order = order;
    this.position = position;
    this.pixels = new byte[images.shape().size()];
  }

  @Override
  public ImageShape shape() {
    return images.shape();
  }

  @Override
  public INDArray next(int count, ValueRange range) {
    requireCount(count);
    prepare(count, range);
    for (int i = 0; i < count; i++) {
      images.read(order.index(position++), pixels, 0);
      for (int p = 0, v = i * pixels.length; p < pixels.length; p++, v++) {
        values[v] = table[pixels[p] & 0xff];
      }
    }
    return Nd4j.create(values, shape().batch(count), 'c').castTo(Nd4j.defaultFloatingPointType());
  }

  /** Buffers are kept as long as they fit: a run asks for the same count and range all the time. */
  private void prepare(int count, ValueRange range) {
    if (values.length != count * pixels.length) {
      values = new float[count * pixels.length];
    }
    if (!range.equals(tableRange)) {
      table = range.table();
      tableRange = range;
    }
  }

  private void requireCount(int count) {
    checkArgument(count >= 1, "a batch has at least 1 image, not %s", count);
    batching.check(images, count);
    checkArgument(
        count <= (Integer.MAX_VALUE - 8) / pixels.length,
        "a batch of %s images of %s is too large: 2^31 - 9 values at most",
        count,
        shape());
  }
}
