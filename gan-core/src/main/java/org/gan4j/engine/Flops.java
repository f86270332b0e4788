package org.gan4j.engine;

import org.gan4j.engine.plan.LayerArrays;
import org.gan4j.engine.plan.Operation;
import org.gan4j.engine.plan.PhaseKernel;
import org.gan4j.engine.plan.Window;

/**
 * Floating-point operations of the products in a layer: two for each multiplication with its
 * addition. What folding saves is not counted; a gradient takes as many as the forward pass.
 */
final class Flops {
  private Flops() {}

  /** Returns those of a forward pass on an input of a shape; 0 for layers without products. */
  static double forward(Operation operation, long[] input) {
    if (operation instanceof Operation.Dense dense) {
      return 2.0 * input[0] * weights(dense.arrays());
    }
    if (operation instanceof Operation.Convolution layer) {
      Window window = layer.window();
      int places = window.height().places((int) input[2]) * window.width().places((int) input[3]);
      return 2.0 * input[0] * places * weights(layer.arrays());
    }
    if (operation instanceof Operation.TransposedConvolution layer) {
      return 2.0 * input[0] * input[2] * input[3] * weights(layer.arrays());
    }
    return operation instanceof Operation.UpsampledConvolution layer ? upsampled(layer, input) : 0;
  }

  private static double upsampled(Operation.UpsampledConvolution layer, long[] input) {
    Window window = layer.convolution().window();
    PhaseKernel down =
        PhaseKernel.upsampled(layer.upsampling().height(), window.height(), (int) input[2])
            .leastWork();
    PhaseKernel right =
        PhaseKernel.upsampled(layer.upsampling().width(), window.width(), (int) input[3])
            .leastWork();
    double taps =
        (double) down.size() * right.size() / (window.height().size() * window.width().size());
    double pixels = (double) down.phases() * right.phases() * down.places() * right.places();
    return 2.0 * input[0] * pixels * taps * weights(layer.convolution().arrays());
  }

  private static double weights(LayerArrays arrays) {
    return arrays.parameter("W").length();
  }
}
