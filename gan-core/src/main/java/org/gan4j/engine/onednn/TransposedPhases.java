package org.gan4j.engine.onednn;

import org.gan4j.engine.plan.PhaseKernel;
import org.gan4j.engine.plan.Window;

/** Chooses the phases of a transposed convolution. */
final class TransposedPhases {
  /** Values that a processor computes at once; fewer output channels leave some of them unused. */
  private static final int LANES = 16;

  private TransposedPhases() {}

  /** Returns that of a window which {@link PhaseKernel#transposes}. */
  static Convolver of(
      PhaseConvolver.OwnKernel own, Window window, Eltwise activation, long[] input) {
    int block = block(own, window, input);
    int height = (int) input[2];
    int width = (int) input[3];
    return block == 1
        ? new PhaseConvolver(
            own,
            PhaseKernel.transposed(window.height(), height).leastWork(),
            PhaseKernel.transposed(window.width(), width).leastWork(),
            activation,
            input)
        : new PhaseConvolver(
            own,
            PhaseKernel.transposedBlock(block, window.height(), height),
            PhaseKernel.transposedBlock(block, window.width(), width),
            activation,
            input);
  }

  /** Whether a window over an input is computed several pixels at once. */
  static boolean blocks(PhaseConvolver.OwnKernel own, Window window, long[] input) {
    return block(own, window, input) > 1;
  }

  /** Returns how many pixels along each axis to compute at once, so that no lane is idle. */
  private static int block(PhaseConvolver.OwnKernel own, Window window, long[] input) {
    boolean unstrided = window.height().stride() == 1 && window.width().stride() == 1;
    int height = window.height().pixels((int) input[2]);
    int width = window.width().pixels((int) input[3]);
    for (int block = unstrided ? 4 : 1; block > 1; block /= 2) {
      if ((long) block * block * own.out() <= LANES && height % block == 0 && width % block == 0) {
        return block;
      }
    }
    return 1;
  }
}
