package org.gan4j.game;

import java.util.function.BiFunction;
import org.gan4j.Batch;
import org.gan4j.Resumable;
import org.gan4j.SampleShape;
import org.gan4j.ValueRange;
import org.gan4j.data.BatchSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Batches that a function makes of their number, with what is given beside. */
final class DrawnBatches implements BatchSource, Resumable {
  private final SampleShape shape;
  private final BiFunction<Long, Integer, Batch> draw; // of the number and the size
  private long number;

  DrawnBatches(SampleShape shape, BiFunction<Long, Integer, Batch> draw) {
    this.shape = shape;
    this.draw = draw;
  }

  @Override
  public SampleShape shape() {
    return shape;
  }

  @Override
  public INDArray next(int count, ValueRange range) {
    return batch(count, range).samples();
  }

  @Override
  public Batch batch(int count, ValueRange range) {
    return draw.apply(number++, count);
  }

  @Override
  public long position() {
    return number;
  }

  @Override
  public void position(long position) {
    number = position;
  }
}
