package org.gan4j.data;

import java.util.stream.IntStream;
import org.gan4j.Batch;
import org.gan4j.ImageShape;
import org.gan4j.OneHot;
import org.gan4j.Resumable;
import org.gan4j.ValueRange;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Batches with the class of each image, as a row of zeros and a one. */
final class LabelledBatches implements BatchSource, Resumable {
  private final LabelledImages images;
  private final SetBatches batches;
  private final DrawOrder order;

  /**
   * Puts labels beside images.
   *
   * @param order of the images, an object of its own: batches are read ahead by another thread
   */
  LabelledBatches(LabelledImages images, SetBatches batches, DrawOrder order) {
    this.images = images;
    this.batches = batches;
    this.order = order;
  }

  @Override
  public ImageShape shape() {
    return batches.shape();
  }

  @Override
  public INDArray next(int count, ValueRange range) {
    return batches.next(count, range);
  }

  @Override
  public Batch batch(int count, ValueRange range) {
    long first = batches.position();
    INDArray samples = next(count, range);
    int[] labels =
        IntStream.range(0, count).map(i -> images.label(order.index(first + i))).toArray();
    return Batch.of(samples, OneHot.of(labels, images.classes()));
  }

  @Override
  public long position() {
    return batches.position();
  }

  @Override
  public void position(long drawn) {
    batches.position(drawn);
  }
}
