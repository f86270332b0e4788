package org.gan4j.engine.plan;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A value in an ordinary array, which may be lent or belong to whoever has it. */
record ArrayValue(INDArray values, boolean lent) implements Value {
  @Override
  public long[] shape() {
    return values.shape();
  }

  @Override
  public INDArray array() {
    return Value.liesInRows(values) ? values : values.dup('c');
  }

  @Override
  public INDArray own() {
    return lent ? values.dup('c') : values;
  }
}
