package org.gan4j.classifier;

import com.google.common.primitives.ImmutableIntArray;
import java.util.stream.IntStream;
import org.gan4j.ImageShape;
import org.gan4j.NativeArrays;
import org.gan4j.ValueRange;
import org.gan4j.data.LabelledImages;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Some images and their classes. It owns the images, whose memory is freed when it is closed.
 *
 * @param images {@code [batch, channels, height, width]}
 * @param labels the class of each
 */
record LabelledBatch(INDArray images, ImmutableIntArray labels) implements AutoCloseable {

  /** Returns images that follow each other in a set, as they are. */
  static LabelledBatch of(LabelledImages set, int from, int count, ValueRange range) {
    int[] indices = IntStream.range(from, from + count).toArray();
    return of(set, indices, range, i -> Shift.NONE);
  }

  /** Moves the image at a place in the batch. */
  interface Shifts {
    Shift of(int place);
  }

  /** Returns some images of a set, each moved. */
  static LabelledBatch of(LabelledImages set, int[] indices, ValueRange range, Shifts shifts) {
    ImageShape shape = set.shape();
    float[] table = range.table();
    float[] values = new float[Math.multiplyExact(indices.length, shape.size())];
    byte[] pixels = new byte[shape.size()];
    for (int i = 0; i < indices.length; i++) {
      set.read(indices[i], pixels, 0);
      shifts.of(i).copy(pixels, shape, table, values, i * shape.size());
    }
    return new LabelledBatch(
        NativeArrays.of(values, shape.batch(indices.length)),
        ImmutableIntArray.copyOf(IntStream.of(indices).map(set::label)));
  }

  @Override
  public void close() {
    images.close();
  }
}
