package org.gan4j.engine.plan;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/**
 * A layer that makes {@code phases} pixels of every place of a small convolution, along one axis:
 * the small kernel has an output channel for each of them, and its numbers are sums of the layer's
 * own. Upsampling followed by a convolution is such a layer, because neighbouring taps of the
 * kernel fall on copies of one pixel; so is a transposed convolution with a stride, because only
 * some of the taps fall on a pixel and not between two; and so is any convolution without a stride,
 * whose few output channels alone would leave most of a processor's lanes empty.
 */
public final class PhaseKernel {
  private static final int BETWEEN = Integer.MIN_VALUE;

  /** Of a tap that looks between two pixels. */
  public static final int NONE = -1;

  private final int[][] distance; // as in the constructor, with those below
  private final int pixels;
  private final int made;
  private final int[][] tap;
  private final int size;
  private final int stride;
  private final int before;
  private final int after;
  private final int places;
  private final int shift;

  /**
   * Makes the small kernel.
   *
   * @param distance of the pixel that a tap looks at from {@code stride} times the place, by phase
   *     and tap of the layer's own kernel, or {@link #BETWEEN}
   * @param stride pixels from one place to the next
   * @param shift places by which each phase's are behind those of the phase before it
   * @param pixels of the input
   * @param made pixels of the output
   */
  private PhaseKernel(int[][] distance, int stride, int shift, int pixels, int made) {
    this.distance = distance;
    this.pixels = pixels;
    this.made = made;
    int phases = distance.length;
    int[][] moved = new int[phases][];
    for (int phase = 0; phase < phases; phase++) {
      int by = phase * shift * stride;
      moved[phase] =
          Arrays.stream(distance[phase]).map(d -> d == BETWEEN ? BETWEEN : d - by).toArray();
    }
    int first = extreme(moved, Integer.MAX_VALUE, Math::min);
    int last = extreme(moved, Integer.MIN_VALUE, Math::max);
    this.tap =
        Arrays.stream(moved)
            .map(d -> Arrays.stream(d).map(x -> x == BETWEEN ? NONE : x - first).toArray())
            .toArray(int[][]::new);
    this.size = last - first + 1;
    this.stride = stride;
    this.shift = shift;
    this.places = made / phases + shift * (phases - 1);
    this.before = -first;
    this.after = (places - 1) * stride + size - before - pixels;
  }

  private static int extreme(int[][] distance, int start, IntBinaryOperator choose) {
    return Arrays.stream(distance)
        .flatMapToInt(Arrays::stream)
        .filter(d -> d != BETWEEN)
        .reduce(start, choose);
  }

  /**
   * {@return this, or the same layer with phases {@link #shift}ed, where that has less work: each
   * may look at fewer taps from a place of its own}
   */
  public PhaseKernel leastWork() {
    PhaseKernel shifted = new PhaseKernel(distance, stride, 1, pixels, made);
    return stride == 1 && shifted.size * shifted.places < size * places ? shifted : this;
  }

  /**
   * {@return whether a window behind upsampling makes a multiple of {@code times} pixels}
   *
   * @param times how often every pixel is repeated
   * @param window the convolution's
   */
  public static boolean upsamples(int times, Window.Axis window) {
    return window.stride() == 1 && (window.same() || window.places(times) % times == 0);
  }

  /**
   * {@return whether a transposed window makes a multiple of its stride of pixels, and every pixel
   * of the input has a part in them}
   *
   * @param window the transposed convolution's
   */
  public static boolean transposes(Window.Axis window) {
    if (window.same()) {
      return true;
    }
    int pixels = 2 * window.padding() + 1; // enough that some are made
    boolean multiple = window.pixels(pixels) % window.stride() == 0;
    return multiple && !transposed(window, pixels).leavesOut();
  }

  private boolean leavesOut() {
    return before < 0 || after < 0;
  }

  /**
   * {@return every pixel repeated {@code times}, then a window that {@link #upsamples}}
   *
   * @param times how often
   * @param window the convolution's
   * @param pixels of the input
   */
  public static PhaseKernel upsampled(int times, Window.Axis window, int pixels) {
    int padding = window.before(pixels * times);
    int[][] distance = new int[times][window.size()];
    for (int phase = 0; phase < times; phase++) {
      for (int t = 0; t < window.size(); t++) {
        distance[phase][t] = Math.floorDiv(phase + t * window.dilation() - padding, times);
      }
    }
    return new PhaseKernel(distance, 1, 0, pixels, window.places(pixels * times));
  }

  /**
   * {@return a transposed window that makes a multiple of its stride of pixels}
   *
   * @param window whose stride is the phases
   * @param pixels of the input
   */
  public static PhaseKernel transposed(Window.Axis window, int pixels) {
    int phases = window.stride();
    int made = window.pixels(pixels);
    int[][] distance = new int[phases][window.size()];
    for (int phase = 0; phase < phases; phase++) {
      for (int t = 0; t < window.size(); t++) {
        int inside = phase + window.before(made) - t * window.dilation();
        boolean onPixel = Math.floorMod(inside, phases) == 0;
        distance[phase][t] = onPixel ? Math.floorDiv(inside, phases) : BETWEEN;
      }
    }
    return new PhaseKernel(distance, 1, 0, pixels, made);
  }

  /**
   * {@return a transposed window without a stride, of which each place makes several pixels}
   *
   * @param phases how many, of which the pixels that it makes are a multiple
   * @param window with a stride of 1
   * @param pixels of the input
   */
  public static PhaseKernel transposedBlock(int phases, Window.Axis window, int pixels) {
    int made = window.pixels(pixels);
    int[][] distance = new int[phases][window.size()];
    for (int phase = 0; phase < phases; phase++) {
      for (int t = 0; t < window.size(); t++) {
        distance[phase][t] = phase + window.before(made) - t * window.dilation();
      }
    }
    return new PhaseKernel(distance, phases, 0, pixels, made);
  }

  /**
   * {@return the matrix of ones that makes small kernels of a layer's own: a row for each tap of
   * its kernel, a column for each tap of each phase's small kernel, both row by row}
   *
   * @param down along the height
   * @param right along the width
   */
  public static double[][] map(PhaseKernel down, PhaseKernel right) {
    int columns = down.phases() * right.phases() * down.size * right.size;
    double[][] ones = new double[down.taps() * right.taps()][columns];
    for (int a = 0; a < down.phases(); a++) {
      for (int b = 0; b < right.phases(); b++) {
        for (int t = 0; t < down.taps(); t++) {
          for (int u = 0; u < right.taps(); u++) {
            int y = down.tap[a][t];
            int x = right.tap[b][u];
            if (y != NONE && x != NONE) {
              int column = ((a * right.phases() + b) * down.size + y) * right.size + x;
              ones[t * right.taps() + u][column] = 1;
            }
          }
        }
      }
    }
    return ones;
  }

  /** {@return pixels made of one place} */
  public int phases() {
    return tap.length;
  }

  /** {@return taps of the layer's own kernel} */
  public int taps() {
    return tap[0].length;
  }

  /**
   * {@return the tap of the small kernel that one of the layer's is added to, or {@link #NONE}}
   *
   * @param phase which of the pixels made of one place
   * @param own which tap of the layer's kernel
   */
  public int tap(int phase, int own) {
    return tap[phase][own];
  }

  /** {@return taps of the small kernel} */
  public int size() {
    return size;
  }

  /** {@return pixels of the input from one place to the next} */
  public int stride() {
    return stride;
  }

  /** {@return pixels added before the input's first; negative if its first are not looked at} */
  public int before() {
    return before;
  }

  /** {@return pixels added after the input's last; negative if its last are not looked at} */
  public int after() {
    return after;
  }

  /** {@return places of the small kernel, of which some are unused where phases are shifted} */
  public int places() {
    return places;
  }

  /** {@return by how many places each phase's are behind those of the phase before it} */
  public int shift() {
    return shift;
  }

  /** {@return pixels that all phases make together} */
  public int made() {
    return (places - shift * (phases() - 1)) * phases();
  }
}
