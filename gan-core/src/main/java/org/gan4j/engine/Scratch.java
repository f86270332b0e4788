package org.gan4j.engine;

import com.google.common.primitives.Longs;
import java.util.List;
import org.gan4j.engine.plan.Recent;
import org.gan4j.engine.plan.Value;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Memory for one array of a pass, kept for the next one: what is allocated anew in every pass would
 * wait for the garbage collector, which sees no reason to come. It has zeros until it is written.
 */
final class Scratch {
  private record Kind(DataType type, List<Long> shape) {}

  private final Recent<Kind, INDArray> arrays =
      new Recent<>(
          kind ->
              Nd4j.createUninitializedDetached(kind.type, 'c', Longs.toArray(kind.shape))
                  .assign(0));

  /** Returns the array for a type and a shape, as the last pass with them left it. */
  INDArray of(DataType type, long... shape) {
    return arrays.of(new Kind(type, Longs.asList(shape)));
  }

  /** Returns a copy that is written over by the next one. */
  INDArray copy(INDArray array) {
    return of(array.dataType(), array.shape()).assign(array);
  }

  /** Returns an array in a type, row by row: itself if it is that, and else in memory of this. */
  INDArray inRows(INDArray array, DataType type) {
    boolean already = array.dataType() == type && Value.liesInRows(array);
    return already ? array : of(type, array.shape()).assign(array);
  }

  /** Returns a sum, in memory of this; one of the two may lie there already. */
  INDArray sum(INDArray one, INDArray other) {
    return one.addi(other, of(one.dataType(), one.shape()));
  }
}
