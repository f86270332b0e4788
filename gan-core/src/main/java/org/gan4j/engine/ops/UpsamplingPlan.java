package org.gan4j.engine.ops;

import org.gan4j.engine.plan.Operation;
import org.gan4j.engine.plan.Wanted;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every pixel repeated. */
final class UpsamplingPlan implements OpsPlan {
  private static final int NCHW = 1;

  private final Operation.Upsampling layer;
  private final Buffer output;
  private final Buffer atInput;
  private INDArray input;

  private UpsamplingPlan(Operation.Upsampling layer, DataType type, long[] shape) {
    this.layer = layer;
    this.output =
        new Buffer(type, shape[0], shape[1], shape[2] * layer.height(), shape[3] * layer.width());
    this.atInput = new Buffer(type, shape);
  }

  static OpsNode.Planner planner(Operation.Upsampling layer) {
    return (type, input, training) -> new UpsamplingPlan(layer, type, input);
  }

  @Override
  public INDArray forward(INDArray values) {
    input = values;
    Ops.run(
        "upsampling2d", Ops.of(values), Ops.of(output.get()), layer.height(), layer.width(), NCHW);
    return output.get();
  }

  @Override
  public INDArray backward(INDArray gradient, Wanted wanted) {
    if (!wanted.input()) {
      return null;
    }
    Ops.run("upsampling2d_bp", Ops.of(input, gradient), Ops.of(atInput.get()), NCHW);
    return atInput.get();
  }
}
