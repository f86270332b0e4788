package org.gan4j.engine.onednn;

import com.google.common.primitives.ImmutableLongArray;
import org.gan4j.engine.plan.PhaseKernel;
import org.gan4j.engine.plan.Window;

/** The sizes that say which convolution, in oneDNN's order: downwards, then to the right. */
final class ConvolutionGeometry {
  private final ImmutableLongArray input;
  private final ImmutableLongArray output;
  private final ImmutableLongArray strides;
  private final ImmutableLongArray dilations;
  private final ImmutableLongArray before;
  private final ImmutableLongArray after;

  private ConvolutionGeometry(
      long[] input, long channels, int[] places, int[] strides, int[] dilations, int[] padding) {
    this.input = ImmutableLongArray.copyOf(input);
    this.output = ImmutableLongArray.of(input[0], channels, places[0], places[1]);
    this.strides = ImmutableLongArray.of(strides[0], strides[1]);
    this.dilations = ImmutableLongArray.of(dilations[0] - 1, dilations[1] - 1);
    this.before = ImmutableLongArray.of(padding[0], padding[1]);
    this.after = ImmutableLongArray.of(padding[2], padding[3]);
  }

  /** Returns that of a window over images {@code [batch, channels, height, width]}. */
  static ConvolutionGeometry of(Window window, long[] input, long channels) {
    Window.Axis down = window.height();
    Window.Axis right = window.width();
    int height = (int) input[2];
    int width = (int) input[3];
    return new ConvolutionGeometry(
        input,
        channels,
        new int[] {down.places(height), right.places(width)},
        new int[] {down.stride(), right.stride()},
        new int[] {down.dilation(), right.dilation()},
        new int[] {
          down.before(height), right.before(width), down.after(height), right.after(width)
        });
  }

  /**
   * Returns that of a window whose places are the pixels of {@code input}, its pixels the output.
   */
  static ConvolutionGeometry transposed(Window window, long[] input, long channels) {
    long[] output = {
      input[0],
      channels,
      window.height().pixels((int) input[2]),
      window.width().pixels((int) input[3])
    };
    return of(window, output, input[1]);
  }

  /** Returns that of the small convolution of a layer of phases. */
  static ConvolutionGeometry of(PhaseKernel down, PhaseKernel right, long[] input, long channels) {
    return new ConvolutionGeometry(
        input,
        channels,
        new int[] {down.places(), right.places()},
        new int[] {down.stride(), right.stride()},
        new int[] {1, 1},
        new int[] {down.before(), right.before(), down.after(), right.after()});
  }

  long[] input() {
    return input.toArray();
  }

  long[] output() {
    return output.toArray();
  }

  long[] strides() {
    return strides.toArray();
  }

  /** Returns the pixels skipped between two that the kernel looks at. */
  long[] dilations() {
    return dilations.toArray();
  }

  long[] before() {
    return before.toArray();
  }

  long[] after() {
    return after.toArray();
  }
}
