package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gan4j.ImageShape;
import org.gan4j.data.digits.DrawnDigits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaddedImagesTest {
  private final ByteImages images =
      ByteImages.of(ImageShape.gray(1, 2), new byte[] {1, 2, 3, (byte) 255});

  @Test
  void imageIsInTheMiddleOfABlackBorder() {
    PaddedImages padded = PaddedImages.of(images, 3, 4);
    assertThat(padded.shape()).isEqualTo(ImageShape.gray(3, 4));
    assertThat(padded.size()).isEqualTo(2);
    assertThat(read(padded, 1)).containsExactly(0, 0, 0, 0, 0, 3, 255, 0, 0, 0, 0, 0);
  }

  @Test
  void whatIsLeftOfTheBorderIsOverwrittenAndNothingElse() {
    byte[] target = {9, 9, 9, 9, 9, 9};
    PaddedImages.of(images, 1, 4).read(0, target, 1);
    assertThat(target).containsExactly(9, 0, 1, 2, 0, 9);
  }

  @Test
  void oddBorderHasOnePixelLessBefore() {
    assertThat(read(PaddedImages.of(images, 2, 3), 0)).containsExactly(1, 2, 0, 0, 0, 0);
  }

  @Test
  void borderHasTheBackground() {
    assertThat(read(PaddedImages.of(images, 1, 4, 255), 0)).containsExactly(255, 1, 2, 255);
  }

  @Test
  void channelsArePaddedOneByOne() {
    ByteImages colour = ByteImages.of(ImageShape.rgb(1, 1), new byte[] {1, 2, 3});
    PaddedImages padded = PaddedImages.of(colour, 1, 3);
    assertThat(padded.shape()).isEqualTo(ImageShape.rgb(1, 3));
    assertThat(read(padded, 0)).containsExactly(0, 1, 0, 0, 2, 0, 0, 3, 0);
  }

  @Test
  void digitsOf28By28FitModelsOf32By32WithABorderOfTwo() {
    LabelledImages digits = DrawnDigits.of(3, 1);
    LabelledImages padded = PaddedImages.of(digits, 32, 32);
    assertThat(padded.shape()).isEqualTo(ImageShape.gray(32, 32));
    assertThat(padded.size()).isEqualTo(3);
    assertThat(padded.classes()).isEqualTo(10);
    byte[] inner = read(digits, 2);
    byte[] outer = read(padded, 2);
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 32; x++) {
        boolean border = y < 2 || y >= 30 || x < 2 || x >= 30;
        assertThat(outer[y * 32 + x]).isEqualTo(border ? 0 : inner[(y - 2) * 28 + x - 2]);
      }
    }
    assertThat(padded.label(2)).isEqualTo(digits.label(2));
  }

  @Test
  void labelsAreKeptWhateverTheBackground() {
    LabelledImages digits = DrawnDigits.of(3, 1);
    LabelledImages padded = PaddedImages.of(digits, 32, 30, 255);
    assertThat(padded.shape()).isEqualTo(ImageShape.gray(32, 30));
    assertThat(read(padded, 1)[0]).isEqualTo((byte) 255);
    for (int i = 0; i < 3; i++) {
      assertThat(padded.label(i)).isEqualTo(digits.label(i));
    }
  }

  @ParameterizedTest
  @CsvSource({"0,2", "1,1", "-5,28"})
  void smallerSizeIsRefused(int height, int width) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PaddedImages.of(images, height, width))
        .withMessage(
            "images of 1 x 2 pixels cannot be padded to %s x %s; choose a size that is not smaller"
                .formatted(height, width));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 256})
  void backgroundThatIsNoByteIsRefused(int background) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PaddedImages.of(images, 3, 4, background))
        .withMessageContaining("from 0 (black) to 255 (white), not " + background);
  }

  @Test
  void imageThatIsNotThereIsRefused() {
    PaddedImages padded = PaddedImages.of(images, 3, 4);
    assertThatThrownBy(() -> padded.read(2, new byte[12], 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> padded.read(0, new byte[12], 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static byte[] read(ImageSet images, int index) {
    byte[] target = new byte[images.shape().size()];
    images.read(index, target, 0);
    return target;
  }
}
