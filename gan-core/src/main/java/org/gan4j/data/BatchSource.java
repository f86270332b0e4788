package org.gan4j.data;

import org.gan4j.Batch;
import org.gan4j.SampleShape;
import org.gan4j.ValueRange;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An endless stream of batches of real images: what a trainer reads. It is made by {@link Batching}
 * from an {@link ImageSet}, or from a DL4J iterator.
 */
public interface BatchSource {
  /** {@return the shape of every image, or of other samples} */
  SampleShape shape();

  /**
   * {@return the next images: a new array {@code [count, channels, height, width]}, values in
   * {@code range}, of ND4J's default floating point type. Samples that are no images are {@code
   * [count, size]}, in units of their own}
   *
   * <p>The array belongs to the caller, who may {@code close()} it; a trainer does so after the
   * step. A source that keeps images for itself hands out copies.
   *
   * @param count how many, at least 1
   * @param range the value range of the generator that is trained
   * @throws IllegalArgumentException if the source cannot give {@code count} images at once, or not
   *     in that range
   * @throws org.gan4j.GanException if reading fails
   */
  INDArray next(int count, ValueRange range);

  /**
   * {@return the next images and what is given with them: nothing, unless the source says
   * otherwise. All arrays are new, and the caller's}
   *
   * @param count as for {@link #next}
   * @param range as for {@link #next}
   */
  default Batch batch(int count, ValueRange range) {
    return Batch.of(next(count, range));
  }
}
