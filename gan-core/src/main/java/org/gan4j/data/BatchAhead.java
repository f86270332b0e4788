package org.gan4j.data;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import org.gan4j.ValueRange;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A batch that is read before anyone asks for it, by the JVM's common pool: there is no thread to
 * own or to end, and nothing holds a source that nobody uses any more.
 */
final class BatchAhead {
  private final int count;
  private final ValueRange range;
  private final FutureTask<INDArray> reading;

  private BatchAhead(int count, ValueRange range, FutureTask<INDArray> reading) {
    this.count = count;
    this.range = range;
    this.reading = reading;
  }

  /** {@return a batch that begins to be read; the reader is not to be used before it is taken} */
  static BatchAhead begin(BatchReader reader, long position, int count, ValueRange range) {
    FutureTask<INDArray> reading = new FutureTask<>(() -> reader.read(position, count, range));
    ForkJoinPool.commonPool().execute(reading);
    return new BatchAhead(count, range, reading);
  }

  /** Frees the batch; the reader may be used again. */
  void drop() {
    take(count, range).ifPresent(INDArray::close);
  }

  /**
   * {@return the batch, if it has the count and range that are asked for, and could be read. What
   * failed is not reported: who reads the batch again meets the same failure, on its own thread}
   */
  Optional<INDArray> take(int wantedCount, ValueRange wantedRange) {
    reading.run(); // here, if the pool has not come to it; otherwise this does nothing
    try {
      INDArray batch = Uninterruptibles.getUninterruptibly(reading);
      if (wantedCount == count && wantedRange.equals(range)) {
        return Optional.of(batch);
      }
      batch.close();
      return Optional.empty();
    } catch (ExecutionException unreadable) {
      return Optional.empty();
    }
  }
}
