package org.gan4j.metrics;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What an extractor sees in a batch of images. It owns its arrays, whose memory is freed when it is
 * closed.
 *
 * @param values {@code [batch, dimensions]}
 * @param probabilities of the classes, {@code [batch, classes]}, 1 in sum for each image, if the
 *     extractor is a classifier
 */
public record Features(INDArray values, Optional<INDArray> probabilities) implements AutoCloseable {
  /** Frees the arrays. */
  @Override
  public void close() {
    values.close();
    probabilities.ifPresent(INDArray::close);
  }
}
