package org.gan4j.engine.ops;

import org.gan4j.engine.plan.LayerArrays;
import org.gan4j.engine.plan.Operation;
import org.gan4j.engine.plan.PhaseKernel;
import org.gan4j.engine.plan.Wanted;
import org.gan4j.engine.plan.Window;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every pixel repeated, then a convolution, without its activation. */
final class UpsampledConvolutionPlan implements OpsPlan {
  private final LayerArrays arrays;
  private final boolean bias;
  private final OpsPhaseConvolver convolver;
  private final Buffer output;
  private final Buffer atInput;
  private INDArray input;

  private UpsampledConvolutionPlan(
      Operation.UpsampledConvolution layer, DataType type, long[] shape) {
    this.arrays = layer.convolution().arrays();
    this.bias = layer.convolution().bias();
    long[] kernels = arrays.parameter("W").shape();
    OpsConvolutionPlan.check("convolution", kernels[1], shape);
    Window window = layer.convolution().window();
    PhaseKernel down =
        PhaseKernel.upsampled(layer.upsampling().height(), window.height(), (int) shape[2]);
    PhaseKernel right =
        PhaseKernel.upsampled(layer.upsampling().width(), window.width(), (int) shape[3]);
    this.convolver =
        new OpsPhaseConvolver(
            down, right, OpsPhaseConvolver.Kernels.of(kernels, false), type, shape);
    this.output =
        new Buffer(
            type,
            shape[0],
            kernels[0],
            (long) down.places() * down.phases(),
            (long) right.places() * right.phases());
    this.atInput = new Buffer(type, shape);
  }

  static OpsNode.Planner planner(Operation.UpsampledConvolution layer) {
    return (type, input, training) -> new UpsampledConvolutionPlan(layer, type, input);
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
    convolver.back(
        gradient, input, wanted.parameters() ? arrays.gradient("W") : null, atInput.get());
    if (wanted.parameters() && bias) {
      Ops.sumOfChannels(gradient, Ops.flat(arrays.gradient("b")));
    }
    return atInput.get();
  }
}
