package org.gan4j.engine.ops;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.gan4j.engine.plan.LayerArrays;
import org.gan4j.engine.plan.Wanted;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A dense layer without its activation. */
final class OpsDensePlan implements OpsPlan {
  private final LayerArrays arrays;
  private final boolean bias;
  private final Buffer output;
  private final Buffer atInput;
  private INDArray input;

  OpsDensePlan(LayerArrays arrays, boolean bias, DataType type, long[] shape) {
    long in = arrays.parameter("W").size(0);
    checkArgument(
        shape.length == 2 && shape[1] == in,
        "a dense layer of %s inputs cannot take %s",
        in,
        Arrays.toString(shape));
    this.arrays = arrays;
    this.bias = bias;
    this.output = new Buffer(type, shape[0], arrays.parameter("W").size(1));
    this.atInput = new Buffer(type, shape);
  }

  static OpsNode.Planner planner(LayerArrays arrays, boolean bias) {
    return (type, input, training) -> new OpsDensePlan(arrays, bias, type, input);
  }

  @Override
  public INDArray forward(INDArray values) {
    input = values;
    Ops.multiply(values, false, arrays.parameter("W"), false, output.get());
    if (bias) {
      Ops.addBias(output.get(), Ops.flat(arrays.parameter("b")));
    }
    return output.get();
  }

  @Override
  public INDArray backward(INDArray gradient, Wanted wanted) {
    if (wanted.parameters()) {
      Ops.multiply(input, true, gradient, false, arrays.gradient("W"));
      if (bias) {
        Ops.sumOfChannels(gradient, Ops.flat(arrays.gradient("b")));
      }
    }
    if (!wanted.input()) {
      return null;
    }
    Ops.multiply(gradient, false, arrays.parameter("W"), true, atInput.get());
    return atInput.get();
  }
}
