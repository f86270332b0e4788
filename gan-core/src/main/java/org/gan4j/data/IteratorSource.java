package org.gan4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Iterator;
import org.gan4j.ImageShape;
import org.gan4j.NativeArrays;
import org.gan4j.ValueRange;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Batches from anything that gives arrays of images: a DL4J iterator, or what a program makes
 * itself. The arrays may be of any length; they are cut and joined to the batches that are asked
 * for, in their order, and begun again after the last.
 */
public final class IteratorSource implements BatchSource {
  private final Iterable<INDArray> arrays;
  private final FeatureChecks checks;
  private final ImageShape shape;
  private final ValueRange declared;
  private Iterator<INDArray> current;
  private INDArray rows;
  private long used;

  private IteratorSource(Iterable<INDArray> arrays, ImageShape shape, ValueRange declared) {
    this.arrays = arrays;
    this.shape = shape;
    this.declared = declared;
    this.checks = new FeatureChecks(shape, declared);
    this.current = arrays.iterator();
    this.rows = Nd4j.empty();
  }

  /**
   * {@return batches from the features of a DL4J iterator, from where it stands; its labels are not
   * used. At its end it is reset}
   *
   * @param iterator gives features {@code [n, shape.size()]} or {@code [n, channels, height,
   *     width]}
   * @param shape the shape of one image
   * @param range the range that the features are in, for example 0 to 255, which is mapped to the
   *     range that is asked for
   */
  public static BatchSource of(DataSetIterator iterator, ImageShape shape, ValueRange range) {
    return new IteratorSource(new DataSets(iterator), shape, range);
  }

  /**
   * {@return batches from arrays of images}
   *
   * @param arrays gives arrays {@code [n, shape.size()]} or {@code [n, channels, height, width]};
   *     asked for a new iterator when one is at its end
   * @param shape the shape of one image
   * @param range the range that the values are in, for example 0 to 255, which is mapped to the
   *     range that is asked for
   */
  public static BatchSource of(Iterable<INDArray> arrays, ImageShape shape, ValueRange range) {
    return new IteratorSource(arrays, shape, range);
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public INDArray next(int count, ValueRange range) {
    checkArgument(count >= 1, "a batch has at least 1 image, not %s", count);
    INDArray images = Nd4j.createUninitialized(NativeArrays.sampleType(), shape.batch(count), 'c');
    INDArray target = images.reshape('c', count, shape.size());
    for (long filled = 0; filled < count; ) {
      INDArray slice = slice(count - filled);
      rows(target, filled, filled + slice.size(0)).assign(slice);
      filled += slice.size(0);
    }
    return map(images, range); // not a reshaped array, which could not be closed
  }

  /** {@return rows not used yet: as many as are wanted, or as the current array still has} */
  private INDArray slice(long wanted) {
    if (rows.isEmpty() || used == rows.size(0)) {
      rows.close();
      rows = Nd4j.empty(); // what is left if the next array is refused
      rows = checks.rows(nextArray());
      used = 0;
    }
    long end = Math.min(used + wanted, rows.size(0));
    INDArray slice = rows(rows, used, end);
    used = end;
    return slice;
  }

  private static INDArray rows(INDArray array, long from, long to) {
    return array.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
  }

  private INDArray nextArray() {
    for (boolean again = false; true; ) {
      while (current.hasNext()) {
        INDArray next = current.next();
        if (next == null || !next.isEmpty()) {
          return next;
        }
      }
      if (again) {
        throw checks.noData();
      }
      current = arrays.iterator();
      again = true;
    }
  }

  private INDArray map(INDArray images, ValueRange range) {
    if (range.equals(declared)) {
      return images;
    }
    double scale = (range.max() - range.min()) / (declared.max() - declared.min());
    return images.subi(declared.min()).muli(scale).addi(range.min());
  }
}
