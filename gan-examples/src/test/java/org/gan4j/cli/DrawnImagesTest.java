package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gan4j.ImageShape;
import org.gan4j.data.ByteImages;
import org.gan4j.metrics.ImageStream;
import org.junit.jupiter.api.Test;

class DrawnImagesTest {
  /** Images of two pixels, their numbers in two bytes; remembers the most that it was asked for. */
  private static final class Numbers implements ImageStream {
    private final int size;
    private int read;
    private int most;

    Numbers(int size) {
      this.size = size;
    }

    @Override
    public ImageShape shape() {
      return ImageShape.gray(1, 2);
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public byte[] next(int count) {
      most = Math.max(most, count);
      byte[] pixels = new byte[2 * count];
      for (int i = 0; i < count; i++, read++) {
        pixels[2 * i] = (byte) (read >> 8);
        pixels[2 * i + 1] = (byte) read;
      }
      return pixels;
    }
  }

  @Test
  void allImagesAreKeptInTheirOrderAndFewAreDrawnAtATime() {
    Numbers numbers = new Numbers(600);
    ByteImages images = DrawnImages.of(numbers);
    assertThat(images.size()).isEqualTo(600);
    byte[] pixels = new byte[2];
    for (int i = 0; i < 600; i++) {
      images.read(i, pixels, 0);
      assertThat(pixels).containsExactly(i >> 8, i & 0xff);
    }
    assertThat(numbers.most).isLessThanOrEqualTo(256);
  }

  @Test
  void moreThanAnArrayHoldsIsRefused() {
    assertThatThrownBy(() -> DrawnImages.of(new Numbers(Integer.MAX_VALUE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too many to be drawn at once");
  }
}
