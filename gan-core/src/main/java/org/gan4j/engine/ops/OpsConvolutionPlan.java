package org.gan4j.engine.ops;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Longs;
import java.util.Arrays;
import org.gan4j.engine.plan.LayerArrays;
import org.gan4j.engine.plan.Operation;
import org.gan4j.engine.plan.Wanted;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution without its activation. */
final class OpsConvolutionPlan implements OpsPlan {
  private final LayerArrays arrays;
  private final boolean bias;
  private final OpsConvolver convolver;
  private final Buffer output;
  private final Buffer atInput;
  private INDArray input;

  private OpsConvolutionPlan(Operation.Convolution layer, DataType type, long[] shape) {
    this.arrays = layer.arrays();
    this.bias = layer.bias();
    long[] kernels = arrays.parameter("W").shape();
    check("convolution", kernels[1], shape);
    this.convolver = new OpsConvolver(layer.window(), type, shape, kernels);
    checkArgument(
        Longs.min(convolver.output()) > 0,
        "a kernel of %sx%s is larger than the image, %s",
        kernels[2],
        kernels[3],
        Arrays.toString(shape));
    this.output = new Buffer(type, convolver.output());
    this.atInput = new Buffer(type, shape);
  }

  static OpsNode.Planner planner(Operation.Convolution layer) {
    return (type, input, training) -> new OpsConvolutionPlan(layer, type, input);
  }

  /** Refuses what is no image of {@code channels} channels. */
  static void check(String layer, long channels, long[] input) {
    checkArgument(
        input.length == 4 && input[1] == channels,
        "a %s layer of %s input channels cannot take %s",
        layer,
        channels,
        Arrays.toString(input));
  }

  @Override
  public INDArray forward(INDArray images) {
    input = images;
    convolver.forward(
        images, arrays.parameter("W"), bias ? arrays.parameter("b") : null, output.get());
    return output.get();
  }

  @Override
  public INDArray backward(INDArray gradient, Wanted wanted) {
    if (!wanted.parameters()) {
      convolver.toInput(gradient, arrays.parameter("W"), null, atInput.get());
      return atInput.get();
    }
    // One op gives both gradients, wherever the one at the input is wanted.
    convolver.back(input, arrays.parameter("W"), gradient, arrays.gradient("W"), atInput.get());
    if (bias) {
      Ops.sumOfChannels(gradient, Ops.flat(arrays.gradient("b")));
    }
    return atInput.get();
  }
}
