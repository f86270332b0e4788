package org.gan4j.engine.ops;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.gan4j.engine.plan.Operation;
import org.gan4j.engine.plan.Wanted;
import org.gan4j.engine.plan.Window;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Pooling without its activation. */
final class OpsPoolingPlan implements OpsPlan {
  private static final int NCHW = 0;

  private final Operation.Pooling layer;
  private final Buffer output;
  private final Buffer atInput;
  private INDArray input;

  private OpsPoolingPlan(Operation.Pooling layer, DataType type, long[] shape) {
    checkArgument(
        shape.length == 4, "a pooling layer takes images, not %s", Arrays.toString(shape));
    this.layer = layer;
    this.output =
        new Buffer(
            type,
            shape[0],
            shape[1],
            layer.window().height().places((int) shape[2]),
            layer.window().width().places((int) shape[3]));
    this.atInput = new Buffer(type, shape);
  }

  /**
   * Plans pooling. In single precision ND4J's oneDNN natives pool as if a dilated window had no
   * holes; in double precision it is their plain code that runs.
   */
  static OpsNode.Planner planner(Operation.Pooling layer) {
    return (type, input, training) ->
        layer.window().undilated()
            ? new OpsPoolingPlan(layer, type, input)
            : new DoublePlan(new OpsPoolingPlan(layer, DataType.DOUBLE, input), type, input);
  }

  private String op() {
    return layer.kind() == Operation.Pooling.Kind.MAX ? "maxpool2d" : "avgpool2d";
  }

  private int[] arguments() {
    Window.Axis down = layer.window().height();
    Window.Axis right = layer.window().width();
    return new int[] {
      down.size(),
      right.size(),
      down.stride(),
      right.stride(),
      down.padding(),
      right.padding(),
      down.dilation(),
      right.dilation(),
      down.same() ? 1 : 0,
      layer.kind() == Operation.Pooling.Kind.MEAN_WITH_PADDING ? 1 : 0,
      NCHW
    };
  }

  @Override
  public INDArray forward(INDArray values) {
    input = values;
    Ops.run(op(), Ops.of(values), Ops.of(output.get()), arguments());
    return output.get();
  }

  @Override
  public INDArray backward(INDArray gradient, Wanted wanted) {
    if (!wanted.input()) {
      return null;
    }
    Ops.run(op() + "_bp", Ops.of(input, gradient), Ops.of(atInput.get()), arguments());
    return atInput.get();
  }
}
