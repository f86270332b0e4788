package org.gan4j.engine.onednn;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.bytedeco.dnnl.memory;
import org.gan4j.engine.plan.LayerArrays;
import org.gan4j.engine.plan.Operation;
import org.gan4j.engine.plan.PhaseKernel;
import org.gan4j.engine.plan.Window;

/** Convolutions of all kinds with their activations. */
final class ConvolutionPlan {
  private ConvolutionPlan() {}

  static OneDnnNode.Planner planner(Operation.Convolution layer, Eltwise activation) {
    LayerArrays arrays = layer.arrays();
    long[] kernels = arrays.parameter("W").shape();
    var transposed = PhaseConvolver.OwnKernel.of(arrays, false, true);
    return (input, training) -> {
      long[] sizes = OneDnn.sizes(input);
      check("convolution", kernels[1], sizes);
      check(layer.window(), sizes);
      ConvolutionGeometry geometry = ConvolutionGeometry.of(layer.window(), sizes, kernels[0]);
      Convolver direct =
          new DirectConvolver(
              geometry,
              Parameter.over(OneDnn.rows(kernels), arrays.parameter("W"), arrays.gradient("W")),
              layer.bias() ? bias(arrays) : null,
              activation,
              OneDnn.free(geometry.output()));
      return plan(
          TransposedPhases.blocks(transposed, layer.window(), geometry.output())
              ? new NarrowConvolver(direct, transposed, layer.window())
              : direct);
    };
  }

  private static Parameter bias(LayerArrays arrays) {
    return Parameter.over(
        OneDnn.rows(arrays.parameter("b").length()), arrays.parameter("b"), arrays.gradient("b"));
  }

  static OneDnnNode.Planner planner(Operation.UpsampledConvolution layer, Eltwise activation) {
    var own =
        PhaseConvolver.OwnKernel.of(
            layer.convolution().arrays(), layer.convolution().bias(), false);
    Window window = layer.convolution().window();
    return (input, training) -> {
      long[] sizes = OneDnn.sizes(input);
      check("convolution", own.in(), sizes);
      int height = (int) sizes[2];
      int width = (int) sizes[3];
      return plan(
          new PhaseConvolver(
              own,
              PhaseKernel.upsampled(layer.upsampling().height(), window.height(), height)
                  .leastWork(),
              PhaseKernel.upsampled(layer.upsampling().width(), window.width(), width).leastWork(),
              activation,
              sizes));
    };
  }

  static OneDnnNode.Planner planner(Operation.TransposedConvolution layer, Eltwise activation) {
    var own = PhaseConvolver.OwnKernel.of(layer.arrays(), layer.bias(), true);
    return (input, training) -> {
      long[] sizes = OneDnn.sizes(input);
      check("transposed convolution", own.in(), sizes);
      return plan(
          new TransposedConvolver(
              TransposedPhases.of(own, layer.window(), activation, sizes),
              ConvolutionGeometry.transposed(layer.window(), sizes, own.out()),
              transposed(layer.arrays()),
              layer.bias() ? bias(layer.arrays()) : null,
              activation));
    };
  }

  /** Returns DL4J's {@code [in, out, height, width]} under oneDNN's {@code [out, in, ...]}. */
  private static Parameter transposed(LayerArrays arrays) {
    long[] kept = arrays.parameter("W").shape();
    long taps = kept[2] * kept[3];
    return Parameter.over(
        OneDnn.strided(
            new long[] {kept[1], kept[0], kept[2], kept[3]},
            new long[] {taps, kept[1] * taps, kept[3], 1}),
        arrays.parameter("W"),
        arrays.gradient("W"));
  }

  private static void check(String layer, long channels, long[] input) {
    checkArgument(
        input.length == 4 && input[1] == channels,
        "a %s layer of %s input channels cannot take %s",
        layer,
        channels,
        Arrays.toString(input));
  }

  /** Refuses what is no image, or one that a window does not fit into. */
  static void check(Window window, long[] input) {
    checkArgument(
        input.length == 4
            && window.height().places((int) input[2]) > 0
            && window.width().places((int) input[3]) > 0,
        "a window of %sx%s pixels does not fit into %s",
        window.height().size(),
        window.width().size(),
        Arrays.toString(input));
  }

  private static Plan plan(Convolver convolver) {
    Port source = new Port(convolver.input());
    Tensor result = new Tensor(convolver.output());
    Calls forward = new Calls();
    convolver.forward(source.memory(), result.memory(), forward);
    return new Plan(source, forward, result, () -> backward(convolver, source, result));
  }

  private static Plan.Backward backward(Convolver convolver, Port source, Tensor result) {
    Port gradient = new Port(convolver.output());
    Calls first = new Calls();
    memory before = convolver.back(result.memory(), gradient, first);
    Calls toParameters = new Calls();
    convolver.toParameters(source.memory(), before, toParameters);
    return new Plan.Backward(gradient, first, toParameters, () -> convolver.toInput(before));
  }
}
