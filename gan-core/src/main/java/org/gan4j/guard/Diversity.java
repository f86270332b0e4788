package org.gan4j.guard;

import org.gan4j.NativeArrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How much the images of a batch differ from each other. */
final class Diversity {
  private Diversity() {}

  /**
   * Returns the mean squared distance of two different images, over all pairs: twice the sum of the
   * pixels' variances, with n - 1 in their denominator. 0 if there are fewer than two images.
   */
  static double of(INDArray images) {
    int count = (int) images.size(0);
    double[] values = NativeArrays.values(images);
    int size = values.length / count;
    double sum = 0;
    for (int pixel = 0; pixel < size; pixel++) {
      sum += squares(values, pixel, size, mean(values, pixel, size, count));
    }
    return count < 2 ? 0 : 2 * sum / (count - 1);
  }

  private static double mean(double[] values, int pixel, int size, int count) {
    double sum = 0;
    for (int i = pixel; i < values.length; i += size) {
      sum += values[i];
    }
    return sum / count;
  }

  private static double squares(double[] values, int pixel, int size, double mean) {
    double sum = 0;
    for (int i = pixel; i < values.length; i += size) {
      sum += (values[i] - mean) * (values[i] - mean);
    }
    return sum;
  }
}
