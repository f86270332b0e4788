package org.gan4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;
import org.gan4j.ImageShape;
import org.gan4j.NativeArrays;
import org.gan4j.Resumable;
import org.gan4j.ValueRange;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batches from a set of byte images, in the order that it is given. While one batch is used the
 * next is read: which images it has follows from the position alone, so reading ahead changes
 * nothing but the time.
 */
final class SetBatches implements BatchSource, Resumable {
  private final ImageSet images;
  private final Batching batching;
  private final BatchReader reader;
  private long position; // counts images that were handed out, not what was read ahead
  private Optional<BatchAhead> ahead = Optional.empty();

  SetBatches(ImageSet images, Batching batching, DrawOrder order, long position) {
    this.images = images;
    this.batching = batching;
    this.reader = new BatchReader(images, order);
    this.position = position;
  }

  @Override
  public ImageShape shape() {
    return images.shape();
  }

  @Override
  public INDArray next(int count, ValueRange range) {
    requireCount(count);
    INDArray batch = ready(count, range).orElseGet(() -> reader.read(position, count, range));
    position += count;
    ahead = Optional.of(BatchAhead.begin(reader, position, count, range));
    return NativeArrays.ofSampleType(batch);
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void position(long drawn) {
    checkArgument(drawn >= 0, "the images drawn before are 0 or more, not %s", drawn);
    position = drawn;
    ahead.ifPresent(BatchAhead::drop);
    ahead = Optional.empty();
  }

  /** Takes the batch that was read ahead, if it is the wanted one; the reader is free then. */
  private Optional<INDArray> ready(int count, ValueRange range) {
    Optional<BatchAhead> begun = ahead;
    ahead = Optional.empty();
    return begun.flatMap(batch -> batch.take(count, range));
  }

  private void requireCount(int count) {
    checkArgument(count >= 1, "a batch has at least 1 image, not %s", count);
    batching.check(images, count);
    checkArgument(
        count <= (Integer.MAX_VALUE - 8) / shape().size(),
        "a batch of %s images of %s is too large: 2^31 - 9 values at most",
        count,
        shape());
  }
}
