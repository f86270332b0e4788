package org.gan4j.engine.ops;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Longs;
import java.util.Arrays;
import org.gan4j.engine.plan.LayerArrays;
import org.gan4j.engine.plan.Operation;
import org.gan4j.engine.plan.Wanted;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A transposed convolution without its activation: the backward pass of a convolution whose input
 * is this one's output. The kernels of both lie in the same order.
 */
final class TransposedConvolutionPlan implements OpsPlan {
  private final LayerArrays arrays;
  private final boolean bias;
  private final OpsConvolver convolver;
  private final Buffer output;
  private final Buffer atInput;
  private INDArray input;

  private TransposedConvolutionPlan(
      Operation.TransposedConvolution layer, DataType type, long[] shape) {
    this.arrays = layer.arrays();
    this.bias = layer.bias();
    long[] kernels = arrays.parameter("W").shape();
    OpsConvolutionPlan.check("transposed convolution", kernels[0], shape);
    long[] made = {
      shape[0],
      kernels[1],
      layer.window().height().pixels((int) shape[2]),
      layer.window().width().pixels((int) shape[3])
    };
    checkArgument(
        Longs.min(made) > 0,
        "a transposed convolution with this padding makes no pixels of %s",
        Arrays.toString(shape));
    this.convolver = new OpsConvolver(layer.window(), type, made, kernels);
    this.output = new Buffer(type, made);
    this.atInput = new Buffer(type, shape);
  }

  static OpsNode.Planner planner(Operation.TransposedConvolution layer) {
    return (type, input, training) -> new TransposedConvolutionPlan(layer, type, input);
  }

  @Override
  public INDArray forward(INDArray values) {
    input = values;
    convolver.toInput(
        values, arrays.parameter("W"), bias ? arrays.parameter("b") : null, output.get());
    return output.get();
  }

  @Override
  public INDArray backward(INDArray gradient, Wanted wanted) {
    if (wanted.parameters()) {
      convolver.back(gradient, arrays.parameter("W"), input, arrays.gradient("W"), null);
      if (bias) {
        Ops.sumOfChannels(gradient, Ops.flat(arrays.gradient("b")));
      }
    }
    if (!wanted.input()) {
      return null;
    }
    convolver.forward(gradient, arrays.parameter("W"), null, atInput.get());
    return atInput.get();
  }
}
