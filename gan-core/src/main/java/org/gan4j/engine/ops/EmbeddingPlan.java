package org.gan4j.engine.ops;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.gan4j.engine.plan.Operation;
import org.gan4j.engine.plan.Wanted;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Rows of a matrix by number, without the activation: the dense layer of the numbers' indicator
 * vectors, so that rows chosen twice add their gradients up in the same order in every run. The
 * output is a step function of the numbers: the gradient at the input is zero.
 */
final class EmbeddingPlan implements OpsPlan {
  private final OpsDensePlan dense;
  private final int rows;
  private final Buffer indicators;
  private final INDArray zeros;

  private EmbeddingPlan(Operation.Embedding layer, DataType type, long[] shape) {
    checkArgument(
        shape.length == 2 && shape[1] == 1,
        "an embedding layer takes [batch, 1] numbers, not %s",
        Arrays.toString(shape));
    this.rows = (int) layer.arrays().parameter("W").size(0);
    this.indicators = new Buffer(type, shape[0], rows);
    this.zeros = new Buffer(type, shape).get().assign(0);
    this.dense = new OpsDensePlan(layer.arrays(), layer.bias(), type, new long[] {shape[0], rows});
  }

  static OpsNode.Planner planner(Operation.Embedding layer) {
    return (type, input, training) -> new EmbeddingPlan(layer, type, input);
  }

  @Override
  public INDArray forward(INDArray numbers) {
    INDArray values = indicators.get().assign(0);
    for (int i = 0; i < numbers.length(); i++) {
      int row = numbers.getInt(i);
      checkArgument(
          row >= 0 && row < rows, "an embedding layer of %s rows has no row %s", rows, row);
      values.putScalar(i, row, 1);
    }
    return dense.forward(values);
  }

  @Override
  public INDArray backward(INDArray gradient, Wanted wanted) {
    if (wanted.parameters()) {
      dense.backward(gradient, new Wanted(true, false));
    }
    return zeros;
  }
}
