package org.gan4j.engine.ops;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Depth to space: channels {@code phase * channels + c} of small images become the pixels of large
 * ones, and back.
 *
 * @param down pixels made of one, downwards
 * @param right pixels made of one, to the right
 */
record OpsPhaseShuffle(int down, int right) {
  /** Makes large images of small ones. */
  void spread(INDArray small, INDArray large) {
    large(large).assign(small(small, large.size(1)));
  }

  /** Makes small images of large ones, and returns them. */
  INDArray gather(INDArray large, INDArray small) {
    small(small, large.size(1)).assign(large(large));
    return small;
  }

  /** Views large images as {@code [batch, channels, height, down, width, right]}. */
  private INDArray large(INDArray images) {
    return images.reshape(
        'c',
        images.size(0),
        images.size(1),
        images.size(2) / down,
        down,
        images.size(3) / right,
        right);
  }

  /** Views small images in the same order. */
  private INDArray small(INDArray images, long channels) {
    return images
        .reshape('c', images.size(0), down, right, channels, images.size(2), images.size(3))
        .permute(0, 3, 4, 1, 5, 2);
  }
}
