package org.gan4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageShapeTest {
  @Test
  void grayHasOneChannelAndRgbThree() {
    assertThat(ImageShape.gray(28, 32)).isEqualTo(new ImageShape(1, 28, 32));
    assertThat(ImageShape.rgb(28, 32)).isEqualTo(new ImageShape(3, 28, 32));
  }

  @Test
  void sizeIsTheProductOfAllSides() {
    assertThat(new ImageShape(3, 5, 7).size()).isEqualTo(105);
    assertThat(ImageShape.gray(28, 28).size()).isEqualTo(784);
  }

  @Test
  void batchPutsTheCountBeforeChannelsHeightAndWidth() {
    assertThat(new ImageShape(3, 5, 7).batch(64)).containsExactly(64, 3, 5, 7);
    assertThat(new ImageShape(3, 5, 7).batch(1L << 40)).containsExactly(1L << 40, 3, 5, 7);
  }

  @Test
  void textNamesChannelsHeightAndWidth() {
    assertThat(new ImageShape(3, 5, 7)).hasToString("3x5x7");
  }

  @ParameterizedTest
  @CsvSource({"0, 5, 7", "3, 0, 7", "3, 5, 0", "-1, 5, 7", "3, -1, -1"})
  void sidesBelowOneAreRefusedWithTheirValues(int channels, int height, int width) {
    assertThatThrownBy(() -> new ImageShape(channels, height, width))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one")
        .hasMessageContaining(channels + " x " + height + " x " + width);
  }

  @Test
  void theLargestArrayOfJavaIsTheLargestImage() {
    assertThat(new ImageShape(1, 1, Integer.MAX_VALUE).size()).isEqualTo(Integer.MAX_VALUE);
    assertThat(new ImageShape(Integer.MAX_VALUE, 1, 1).size()).isEqualTo(Integer.MAX_VALUE);
    assertThat(new ImageShape(3, 1, 715_827_882).size()).isEqualTo(2_147_483_646);
  }

  @ParameterizedTest
  @CsvSource({"1, 65536, 32768", "3, 1, 715827883", "2147483647, 2147483647, 2147483647"})
  void sizesFromTwoToTheThirtyFirstAreRefused(int channels, int height, int width) {
    assertThatThrownBy(() -> new ImageShape(channels, height, width))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too large")
        .hasMessageContaining("2^31");
  }
}
