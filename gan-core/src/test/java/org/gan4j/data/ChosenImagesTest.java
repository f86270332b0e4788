package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ChosenImagesTest {
  private static final ImageSet TEN = NumberedImages.of(10);

  @Test
  void imagesComeInTheOrderOfTheirIndicesAndAsOftenAsTheyAreNamed() {
    int[] indices = {7, 0, 7};
    ChosenImages chosen = ChosenImages.of(TEN, indices);
    indices[0] = 1; // is the caller's own
    byte[] pixels = new byte[3 * chosen.shape().size() + 1];

    for (int i = 0; i < 3; i++) {
      chosen.read(i, pixels, 1 + i * chosen.shape().size());
    }

    assertThat(chosen.size()).isEqualTo(3);
    assertThat(chosen.shape()).isEqualTo(TEN.shape());
    assertThat(pixels)
        .containsExactly(
            0, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 7, 7, 7,
            7, 7, 7, 7, 7, 7, 7, 7);
    assertThatThrownBy(() -> chosen.read(3, pixels, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void whatIsNotThereCannotBeChosen() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChosenImages.of(TEN, 0, 10))
        .withMessage("there is no image 10 among 10: they are counted from 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChosenImages.of(TEN, -1))
        .withMessage("there is no image -1 among 10: they are counted from 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChosenImages.of(TEN))
        .withMessage("at least 1 image has to be chosen, not 0");
  }
}
