package org.gan4j.engine.ops;

import org.gan4j.engine.plan.Wanted;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.DropOutInverted;
import org.nd4j.linalg.factory.Nd4j;

/** Dropout with the mask that DL4J draws: row by row, by ND4J's generator. */
final class OpsDropPlan implements OpsPlan {
  private final double kept;
  private final INDArray mask;
  private final Buffer output;
  private final Buffer atInput;

  private OpsDropPlan(double kept, DataType type, long[] shape) {
    this.kept = kept;
    this.mask = new Buffer(type, shape).get();
    this.output = new Buffer(type, shape);
    this.atInput = new Buffer(type, shape);
  }

  static OpsNode.Planner planner(double kept) {
    return (type, input, training) ->
        training ? new OpsDropPlan(kept, type, input) : new PassingPlan();
  }

  @Override
  public INDArray forward(INDArray input) {
    Nd4j.getExecutioner().exec(new DropOutInverted(mask.assign(1), mask, kept));
    return input.muli(mask, output.get());
  }

  @Override
  public INDArray backward(INDArray gradient, Wanted wanted) {
    return wanted.input() ? gradient.muli(mask, atInput.get()) : null;
  }
}
