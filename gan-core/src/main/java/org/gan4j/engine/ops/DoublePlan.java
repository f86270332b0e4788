package org.gan4j.engine.ops;

import org.gan4j.engine.plan.Wanted;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Another plan in double precision, for values of another type. */
final class DoublePlan implements OpsPlan {
  private final OpsPlan plan; // in double precision
  private final Buffer input;
  private final DataType type;
  private Buffer output; // known after the first pass
  private Buffer gradient;
  private final Buffer atInput;

  /**
   * Wraps a plan.
   *
   * @param plan in double precision
   * @param type of what goes in and comes out
   * @param shape of the input
   */
  DoublePlan(OpsPlan plan, DataType type, long[] shape) {
    this.plan = plan;
    this.type = type;
    this.input = new Buffer(DataType.DOUBLE, shape);
    this.atInput = new Buffer(type, shape);
  }

  @Override
  public INDArray forward(INDArray values) {
    INDArray result = plan.forward(input.get().assign(values));
    if (output == null) {
      output = new Buffer(type, result.shape());
      gradient = new Buffer(DataType.DOUBLE, result.shape());
    }
    return output.get().assign(result);
  }

  @Override
  public INDArray backward(INDArray atOutput, Wanted wanted) {
    INDArray result = plan.backward(gradient.get().assign(atOutput), wanted);
    return result == null ? null : atInput.get().assign(result);
  }
}
