package org.gan4j.engine.ops;

import org.gan4j.engine.plan.PhaseKernel;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A layer that makes several pixels of each place of a small convolution, see {@link PhaseKernel}.
 * The small kernels are a linear map of the layer's own; their gradient comes back through the
 * transpose of that map.
 */
final class OpsPhaseConvolver {
  /**
   * The layer's own kernels.
   *
   * @param in channels of the input
   * @param out channels of the output
   * @param taps numbers of each
   * @param inputsFirst whether the channels of the input come first, or those of the output
   */
  record Kernels(long in, long out, long taps, boolean inputsFirst) {
    /** Describes {@code [in, out, height, width]}, or with the channels the other way round. */
    static Kernels of(long[] shape, boolean inputsFirst) {
      return new Kernels(
          shape[inputsFirst ? 0 : 1], shape[inputsFirst ? 1 : 0], shape[2] * shape[3], inputsFirst);
    }

    long pairs() {
      return in * out;
    }
  }

  private final PhaseKernel down;
  private final PhaseKernel right;
  private final Kernels kernels;
  private final OpsConvolver small;
  private final Frame frame;
  private final INDArray map;
  private final Buffer spread; // small kernels, by pairs of channels
  private final Buffer smallKernels;
  private final Buffer smallGradients; // at the small kernels
  private final Buffer bias; // repeated for each phase
  private final Buffer made; // by the small convolution
  private final Buffer atMade;
  private final OpsPhaseShuffle shuffle;

  OpsPhaseConvolver(
      PhaseKernel down, PhaseKernel right, Kernels kernels, DataType type, long[] input) {
    this.down = down;
    this.right = right;
    this.kernels = kernels;
    long[] smallShape = {phases() * kernels.out(), kernels.in(), down.size(), right.size()};
    this.frame = new Frame(down, right, type, input);
    this.small = new OpsConvolver(frame.window(), type, frame.shape(), smallShape);
    this.map = Nd4j.createFromArray(PhaseKernel.map(down, right)).castTo(type).detach();
    this.spread = new Buffer(type, kernels.pairs(), phases() * smallTaps());
    this.smallKernels = new Buffer(type, smallShape);
    this.smallGradients = new Buffer(type, smallShape);
    this.bias = new Buffer(type, phases(), kernels.out());
    this.made = new Buffer(type, small.output());
    this.atMade = new Buffer(type, small.output());
    this.shuffle = new OpsPhaseShuffle(down.phases(), right.phases());
  }

  private long phases() {
    return (long) down.phases() * right.phases();
  }

  private long smallTaps() {
    return (long) down.size() * right.size();
  }

  /** Makes images, with a bias if it is not null. */
  void forward(INDArray input, INDArray own, INDArray ownBias, INDArray to) {
    makeSmallKernels(own);
    if (ownBias != null) {
      Ops.run(
          "tile", Ops.of(ownBias.reshape(1, kernels.out())), Ops.of(bias.get()), (int) phases(), 1);
    }
    INDArray smallBias = ownBias == null ? null : bias.get();
    if (phases() == 1) {
      small.forward(frame.around(input), smallKernels.get(), smallBias, to);
      return;
    }
    small.forward(frame.around(input), smallKernels.get(), smallBias, made.get());
    shuffle.spread(made.get(), to);
  }

  /** Brings a gradient back to the input, and to the kernels too if their array is not null. */
  void back(INDArray gradient, INDArray input, INDArray atOwn, INDArray atInput) {
    INDArray before = phases() == 1 ? gradient : shuffle.gather(gradient, atMade.get());
    INDArray atFramed = frame.gradient(atInput);
    if (atOwn == null) {
      small.toInput(before, smallKernels.get(), null, atFramed);
    } else {
      small.back(frame.around(input), smallKernels.get(), before, smallGradients.get(), atFramed);
      bringBackSmallKernels(atOwn);
    }
    frame.takeOff(atInput);
  }

  private void bringBackSmallKernels(INDArray atOwn) {
    byPair(spread.get()).assign(byPhase(smallGradients.get()));
    INDArray rows = atOwn.reshape(kernels.pairs(), kernels.taps());
    Ops.multiply(spread.get(), false, map, true, rows);
  }

  private void makeSmallKernels(INDArray own) {
    Ops.multiply(own.reshape(kernels.pairs(), kernels.taps()), false, map, false, spread.get());
    byPhase(smallKernels.get()).assign(byPair(spread.get()));
  }

  /** Views small kernels as {@code [phase, out, in, tap]}. */
  private INDArray byPhase(INDArray values) {
    return values.reshape(phases(), kernels.out(), kernels.in(), smallTaps());
  }

  /** Views a matrix of pairs of channels by taps of all phases as {@link #byPhase} does. */
  private INDArray byPair(INDArray values) {
    return kernels.inputsFirst()
        ? values.reshape(kernels.in(), kernels.out(), phases(), smallTaps()).permute(2, 1, 0, 3)
        : values.reshape(kernels.out(), kernels.in(), phases(), smallTaps()).permute(2, 0, 1, 3);
  }
}
