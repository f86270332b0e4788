package org.gan4j.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Small kernels worked out by hand. */
class PhaseKernelTest {
  private static final int NONE = PhaseKernel.NONE;

  private static Window.Axis same(int size, int stride) {
    return new Window.Axis(size, stride, 1, 0, true);
  }

  private static Window.Axis padded(int size, int stride, int padding) {
    return new Window.Axis(size, stride, 1, padding, false);
  }

  private static int[][] taps(PhaseKernel kernel) {
    return IntStream.range(0, kernel.phases())
        .mapToObj(
            phase -> IntStream.range(0, kernel.taps()).map(t -> kernel.tap(phase, t)).toArray())
        .toArray(int[][]::new);
  }

  private static void assertSizes(PhaseKernel kernel, int size, int before, int after, int places) {
    assertThat(new int[] {kernel.size(), kernel.before(), kernel.after(), kernel.places()})
        .as("size, pixels before and after, places")
        .containsExactly(size, before, after, places);
  }

  /** Pixel 2i+p of the upsampled row looks from 2i+p-2 on: at copies of i-1, i and i+1. */
  @Test
  void upsamplingByTwoBeforeFiveLooksAtThreePixels() {
    PhaseKernel kernel = PhaseKernel.upsampled(2, same(5, 1), 7);
    assertThat(taps(kernel)).isDeepEqualTo(new int[][] {{0, 0, 1, 1, 2}, {0, 1, 1, 2, 2}});
    assertSizes(kernel, 3, 1, 1, 7);
  }

  /** One pixel of padding before, two after: from 2i+p-1 to 2i+p+2. */
  @Test
  void upsamplingByTwoBeforeFourLooksAtThreePixels() {
    PhaseKernel kernel = PhaseKernel.upsampled(2, same(4, 1), 7);
    assertThat(taps(kernel)).isDeepEqualTo(new int[][] {{0, 1, 1, 2}, {1, 1, 2, 2}});
    assertSizes(kernel, 3, 1, 1, 7);
  }

  /** Seven pixels become 14, of which a window of three has 12 places: from 2i+p to 2i+p+2. */
  @Test
  void upsamplingBeforeAWindowWithoutPaddingMakesFewerPlaces() {
    PhaseKernel kernel = PhaseKernel.upsampled(2, padded(3, 1, 0), 7);
    assertThat(taps(kernel)).isDeepEqualTo(new int[][] {{0, 0, 1}, {0, 1, 1}});
    assertSizes(kernel, 2, 0, 0, 6);
  }

  /** From 3i+p-1 to 3i+p+1: only the outer copies look at a neighbour. */
  @Test
  void upsamplingByThreeHasThreePhases() {
    PhaseKernel kernel = PhaseKernel.upsampled(3, same(3, 1), 5);
    assertThat(taps(kernel)).isDeepEqualTo(new int[][] {{0, 1, 1}, {1, 1, 1}, {1, 1, 2}});
    assertSizes(kernel, 3, 1, 1, 5);
  }

  /**
   * Input pixel j adds tap t to pixel 2j+t-1, so pixel 2i+p has tap t of j = i+(p+1-t)/2, where
   * that is whole.
   */
  @Test
  void transposedFiveByTwoSplitsItsTapsBetweenTwoPhases() {
    PhaseKernel kernel = PhaseKernel.transposed(same(5, 2), 7);
    assertThat(taps(kernel))
        .isDeepEqualTo(new int[][] {{NONE, 1, NONE, 0, NONE}, {2, NONE, 1, NONE, 0}});
    assertSizes(kernel, 3, 1, 1, 7);
  }

  /** No padding before, one pixel after: pixel 2i+p has tap t of j = i+(p-t)/2. */
  @Test
  void transposedThreeByTwoLooksAtThePixelAndTheOneBefore() {
    PhaseKernel kernel = PhaseKernel.transposed(same(3, 2), 7);
    assertThat(taps(kernel)).isDeepEqualTo(new int[][] {{1, NONE, 0}, {NONE, 1, NONE}});
    assertSizes(kernel, 2, 1, 0, 7);
  }

  /** A window smaller than its stride leaves every third pixel without a tap. */
  @Test
  void transposedTwoByThreeHasAPhaseOfZeros() {
    PhaseKernel kernel = PhaseKernel.transposed(same(2, 3), 5);
    assertThat(taps(kernel)).isDeepEqualTo(new int[][] {{0, NONE}, {NONE, 0}, {NONE, NONE}});
    assertSizes(kernel, 1, 0, 0, 5);
  }

  /** Pixel 2i+p has tap t of j = i+(p+1-t)/2. */
  @Test
  void transposedFourByTwoWithPaddingMakesTwiceThePixels() {
    PhaseKernel kernel = PhaseKernel.transposed(padded(4, 2, 1), 7);
    assertThat(taps(kernel)).isDeepEqualTo(new int[][] {{NONE, 1, NONE, 0}, {2, NONE, 1, NONE}});
    assertSizes(kernel, 3, 1, 1, 7);
  }

  /**
   * The first pixel that is left is made of the second of the input, the last of the last but one.
   */
  @Test
  void transposedWindowThatIsCutOffLeavesPixelsOfTheInputOut() {
    PhaseKernel kernel = PhaseKernel.transposed(padded(2, 2, 2), 5);
    assertThat(taps(kernel)).isDeepEqualTo(new int[][] {{0, NONE}, {NONE, 0}});
    assertSizes(kernel, 1, -1, -1, 3);
  }

  @Test
  void withAStrideOfOneTransposingTurnsTheKernelRound() {
    PhaseKernel kernel = PhaseKernel.transposed(same(4, 1), 7);
    assertThat(taps(kernel)).isDeepEqualTo(new int[][] {{3, 2, 1, 0}});
    assertSizes(kernel, 4, 2, 1, 7);
  }

  @Test
  void onlyWindowsThatMakeAMultipleOfThePixelsAreFolded() {
    assertThat(PhaseKernel.upsamples(2, same(4, 1))).isTrue();
    assertThat(PhaseKernel.upsamples(2, padded(3, 1, 0))).as("7 -> 14 -> 12").isTrue();
    assertThat(PhaseKernel.upsamples(2, padded(4, 1, 0))).as("7 -> 14 -> 11").isFalse();
    assertThat(PhaseKernel.upsamples(2, same(3, 2))).as("with a stride").isFalse();
    assertThat(PhaseKernel.transposes(same(5, 2))).isTrue();
    assertThat(PhaseKernel.transposes(padded(4, 2, 1))).as("7 -> 14").isTrue();
    assertThat(PhaseKernel.transposes(padded(3, 2, 0))).as("7 -> 15").isFalse();
    assertThat(PhaseKernel.transposes(padded(2, 2, 2))).as("5 -> 6, of 3 of them").isFalse();
  }
}
