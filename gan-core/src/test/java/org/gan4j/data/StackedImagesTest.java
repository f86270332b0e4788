package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.gan4j.ImageShape;
import org.junit.jupiter.api.Test;

class StackedImagesTest {
  /** Ten images of 1 x 2 pixels: image i is i and 100 + i, of class i. */
  private static final LabelledImages GRAY = gray();

  private static LabelledImages gray() {
    byte[] pixels = new byte[20];
    byte[] labels = new byte[10];
    for (byte i = 0; i < 10; i++) {
      pixels[2 * i] = i;
      pixels[2 * i + 1] = (byte) (100 + i);
      labels[i] = i;
    }
    return ByteImages.of(ImageShape.gray(1, 2), pixels).labelled(labels, 10);
  }

  private static byte[] read(ImageSet images, int index) {
    byte[] pixels = new byte[8];
    images.read(index, pixels, 1);
    return pixels;
  }

  @Test
  void threeImagesAreTheChannelsOfOneAndTheirClassesItsDigits() {
    StackedImages stacks = StackedImages.of(GRAY, 500, 3);

    assertThat(stacks.shape()).isEqualTo(ImageShape.rgb(1, 2));
    assertThat(stacks.size()).isEqualTo(500);
    assertThat(stacks.classes()).isEqualTo(1000);
    for (int i = 0; i < 500; i++) {
      int label = stacks.label(i);
      byte a = (byte) (label / 100);
      byte b = (byte) (label / 10 % 10);
      byte c = (byte) (label % 10);
      assertThat(read(stacks, i)).containsExactly(0, a, 100 + a, b, 100 + b, c, 100 + c, 0);
    }
  }

  /** Standard error of a share of 0.1: 0.003; of pairs, 0.01: 0.001. */
  @Test
  void channelsAreDrawnEvenlyAndIndependently() {
    StackedImages stacks = StackedImages.of(GRAY, 10_000, 3);
    int[][] digits = new int[3][10];
    int[] pairs = new int[3];
    for (int i = 0; i < stacks.size(); i++) {
      int label = stacks.label(i);
      int[] parts = {label / 100, label / 10 % 10, label % 10};
      for (int channel = 0; channel < 3; channel++) {
        digits[channel][parts[channel]]++;
        pairs[channel] += parts[channel] == 4 && parts[(channel + 1) % 3] == 7 ? 1 : 0;
      }
    }
    for (int channel = 0; channel < 3; channel++) {
      assertThat(pairs[channel] / 10_000.0).isCloseTo(0.01, within(0.004));
      for (int count : digits[channel]) {
        assertThat(count / 10_000.0).isCloseTo(0.1, within(0.012));
      }
    }
  }

  @Test
  void stackFollowsFromTheSeedAndItsNumberAlone() {
    StackedImages few = StackedImages.of(GRAY, 50, 3);
    StackedImages many = StackedImages.of(GRAY, 5_000, 3);
    StackedImages other = StackedImages.of(GRAY, 50, 4);
    int same = 0;
    for (int i = 49; i >= 0; i--) {
      assertThat(read(few, i)).isEqualTo(read(many, i));
      same += few.label(i) == other.label(i) ? 1 : 0;
    }
    assertThat(same).isLessThan(5);
  }

  @Test
  void whatCannotBeStackedIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StackedImages.of(StackedImages.of(GRAY, 5, 1), 5, 1))
        .withMessage("images of one channel are stacked, not images of 3x1x2: take grey ones");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StackedImages.of(GRAY, 0, 1))
        .withMessage("a set of stacks has at least 1 image, not 0");
    StackedImages stacks = StackedImages.of(GRAY, 5, 1);
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> stacks.label(5));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> stacks.read(0, new byte[8], 3));
  }
}
