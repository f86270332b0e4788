package org.gan4j.engine.ops;

import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** An array that lies row by row, made when it is first needed. */
final class Buffer implements Supplier<INDArray> {
  private final DataType type;
  private final long[] shape;
  private INDArray array;

  Buffer(DataType type, long... shape) {
    this.type = type;
    this.shape = shape.clone();
  }

  @Override
  public INDArray get() {
    if (array == null) {
      array = Nd4j.createUninitializedDetached(type, 'c', shape);
    }
    return array;
  }
}
