package org.gan4j.engine.ops;

import com.google.common.base.Suppliers;
import java.util.Optional;
import java.util.function.Supplier;
import org.gan4j.engine.plan.PhaseKernel;
import org.gan4j.engine.plan.Window;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution of images of one shape, in both directions. Kernels are {@code [out, in, height,
 * width]}, row by row.
 */
final class OpsConvolver {
  private static final int NCHW = 0;
  private static final int OUT_IN_HEIGHT_WIDTH = 1;

  private final Window window;
  private final long[] input;
  private final long[] output;
  private final Buffer unwantedInput;
  private final Buffer unwantedKernels;
  private final Supplier<Optional<OpsPhaseConvolver>> toInput;

  OpsConvolver(Window window, DataType type, long[] input, long[] kernels) {
    this.window = window;
    this.input = input.clone();
    this.output =
        new long[] {
          input[0],
          kernels[0],
          window.height().places((int) input[2]),
          window.width().places((int) input[3])
        };
    this.unwantedInput = new Buffer(type, input);
    this.unwantedKernels = new Buffer(type, kernels);
    this.toInput = Suppliers.memoize(() -> transposed(type, kernels));
  }

  /**
   * Returns the way to the input as a small convolution, where that gives as many pixels as there
   * are: its forward pass has fast natives, {@code conv2d_input_bp} has none.
   */
  private Optional<OpsPhaseConvolver> transposed(DataType type, long[] kernels) {
    boolean folds =
        folds(window.height(), (int) input[2], (int) output[2])
            && folds(window.width(), (int) input[3], (int) output[3]);
    return folds
        ? Optional.of(
            new OpsPhaseConvolver(
                PhaseKernel.transposed(window.height(), (int) output[2]),
                PhaseKernel.transposed(window.width(), (int) output[3]),
                OpsPhaseConvolver.Kernels.of(kernels, true),
                type,
                output))
        : Optional.empty();
  }

  private static boolean folds(Window.Axis axis, int pixels, int places) {
    return pixels % axis.stride() == 0 && axis.pixels(places) == pixels;
  }

  long[] output() {
    return output.clone();
  }

  /** Convolves images, and adds a bias if it is not null. */
  void forward(INDArray images, INDArray kernels, INDArray bias, INDArray to) {
    INDArray[] inputs =
        bias == null ? Ops.of(images, kernels) : Ops.of(images, kernels, Ops.flat(bias));
    Ops.run("conv2d", inputs, Ops.of(to), arguments());
  }

  /** Brings a gradient back to the kernels, and to the images if their array is not null. */
  void back(
      INDArray images, INDArray kernels, INDArray gradient, INDArray atKernels, INDArray atImages) {
    Ops.run(
        "conv2d_bp",
        Ops.of(images, kernels, gradient),
        Ops.of(atImages == null ? unwantedInput.get() : atImages, atKernels),
        arguments());
  }

  /** Brings a gradient back to the images alone, and adds a bias there if it is not null. */
  void toInput(INDArray gradient, INDArray kernels, INDArray bias, INDArray atImages) {
    Optional<OpsPhaseConvolver> small = toInput.get();
    if (small.isPresent()) {
      small.get().forward(gradient, kernels, bias, atImages);
      return;
    }
    // The values of the images matter to the gradient of the kernels alone.
    back(unwantedInput.get().assign(0), kernels, gradient, unwantedKernels.get(), atImages);
    if (bias != null) {
      Ops.addBias(atImages, Ops.flat(bias));
    }
  }

  private int[] arguments() {
    Window.Axis down = window.height();
    Window.Axis right = window.width();
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
      NCHW,
      OUT_IN_HEIGHT_WIDTH
    };
  }
}
