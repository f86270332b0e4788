package org.gan4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Something that samples, scores or whatever else pass through, forward and back: a player, or what
 * stands between players, such as an augmentation.
 */
public interface Link {
  /**
   * {@return a pass in training mode: BatchNorm uses the statistics of this batch, dropout is
   * active}
   *
   * @param inputs {@code [batch, ...]} each; not to be changed or closed while there may be a way
   *     back
   * @throws IllegalArgumentException if the inputs have other shapes than this takes
   */
  Pass forward(INDArray... inputs);
}
