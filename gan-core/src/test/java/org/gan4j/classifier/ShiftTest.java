package org.gan4j.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gan4j.ImageShape;
import org.gan4j.ValueRange;
import org.junit.jupiter.api.Test;

class ShiftTest {
  /** Two channels of two rows. */
  private static final byte[] PIXELS = {0, 51, 102, 3, 4, 5, 6, 7, 8, 9, 10, (byte) 255};

  private static final ValueRange BYTES = new ValueRange(0, 255);

  private static float[] moved(int down, int right) {
    float[] target = new float[1 + PIXELS.length];
    new Shift(down, right).copy(PIXELS, new ImageShape(2, 2, 3), BYTES.table(), target, 1);
    return target;
  }

  @Test
  void noMoveCopiesTheValues() {
    assertThat(moved(0, 0)).containsExactly(0, 0, 51, 102, 3, 4, 5, 6, 7, 8, 9, 10, 255);
  }

  @Test
  void bordersAreRepeatedChannelByChannel() {
    assertThat(moved(1, -1)).containsExactly(0, 51, 102, 102, 51, 102, 102, 7, 8, 8, 7, 8, 8);
    assertThat(moved(-5, 2)).containsExactly(0, 3, 3, 3, 3, 3, 3, 9, 9, 9, 9, 9, 9);
  }

  @Test
  void randomMovesAreAllThatThereAre() {
    SplittableRandom random = new SplittableRandom(1);
    assertThat(IntStream.range(0, 500).mapToObj(i -> Shift.random(1, random)).distinct())
        .hasSize(9)
        .contains(Shift.NONE, new Shift(-1, 1), new Shift(1, -1));
  }
}
