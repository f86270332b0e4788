package org.gan4j.data;

import org.gan4j.ImageShape;
import org.gan4j.NativeArrays;
import org.gan4j.ValueRange;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reads images as bytes and makes arrays of numbers of them. Its buffers are kept as long as they
 * fit: a run asks for the same count and range all the time. For one thread at a time.
 */
final class BatchReader {
  private final ImageSet images;
  private final DrawOrder order;
  private final ImageShape shape;
  private final byte[] pixels; // of one image
  private float[] values = {}; // of the batch
  private ValueRange tableRange = ValueRange.SIGNED;
  private float[] table = tableRange.table();

  BatchReader(ImageSet images, DrawOrder order) {
    this.images = images;
    this.order = order;
    this.shape = images.shape();
    this.pixels = new byte[shape.size()];
  }

  /** {@return a new array of single precision, of the images from a position on} */
  INDArray read(long position, int count, ValueRange range) {
    prepare(count, range);
    for (int i = 0; i < count; i++) {
      images.read(order.index(position + i), pixels, 0);
      translate(i * pixels.length);
    }
    return NativeArrays.of(values, shape.batch(count));
  }

  private void prepare(int count, ValueRange range) {
    if (values.length != count * pixels.length) {
      values = new float[count * pixels.length];
    }
    if (!range.equals(tableRange)) {
      table = range.table();
      tableRange = range;
    }
  }

  private void translate(int first) {
    for (int i = 0; i < pixels.length; i++) {
      values[first + i] = table[pixels[i] & 0xff];
    }
  }
}
