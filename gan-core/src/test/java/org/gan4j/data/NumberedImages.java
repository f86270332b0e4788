package org.gan4j.data;

import java.util.Arrays;
import org.gan4j.ImageShape;
import org.gan4j.ValueRange;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Images that tell their number: every pixel of image i is i. */
final class NumberedImages {
  /** In this range the values are the numbers. */
  static final ValueRange BYTES = new ValueRange(0, 255);

  static final ImageShape SHAPE = new ImageShape(2, 3, 2);

  private NumberedImages() {}

  static ByteImages of(int count) {
    byte[] pixels = new byte[count * SHAPE.size()];
    for (int i = 0; i < count; i++) {
      Arrays.fill(pixels, i * SHAPE.size(), (i + 1) * SHAPE.size(), (byte) i);
    }
    return ByteImages.of(SHAPE, pixels);
  }

  /** {@return the numbers of the images in a batch, each checked in all its pixels} */
  static int[] numbers(INDArray batch) {
    int[] numbers = new int[(int) batch.size(0)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (int) batch.getDouble(i, 0, 0, 0);
      for (double value : batch.slice(i).dup('c').data().asDouble()) {
        if (value != numbers[i]) {
          throw new AssertionError("image " + numbers[i] + " is mixed with " + value);
        }
      }
    }
    return numbers;
  }
}
