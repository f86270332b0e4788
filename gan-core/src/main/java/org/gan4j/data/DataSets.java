package org.gan4j.data;

import com.google.common.collect.Iterators;
import java.util.Iterator;
import org.gan4j.GanException;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** The features of a DL4J iterator; each iterator after the first begins with a reset. */
final class DataSets implements Iterable<INDArray> {
  private final DataSetIterator source;
  private boolean begun;

  DataSets(DataSetIterator source) {
    this.source = source;
  }

  @Override
  public Iterator<INDArray> iterator() {
    if (begun) {
      reset();
    }
    begun = true;
    return Iterators.transform(source, DataSet::getFeatures);
  }

  private void reset() {
    if (!source.resetSupported()) {
      throw new GanException(
          ("the data iterator %s is at its end and cannot be reset; expected one that can "
                  + "begin again, or has enough for the whole run. Use an iterator that supports "
                  + "reset().")
              .formatted(source.getClass().getSimpleName()));
    }
    source.reset();
  }
}
