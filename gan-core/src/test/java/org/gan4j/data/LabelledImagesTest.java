package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.ImmutableIntArray;
import java.util.stream.IntStream;
import org.gan4j.ImageShape;
import org.gan4j.data.digits.DrawnDigits;
import org.junit.jupiter.api.Test;

class LabelledImagesTest {
  private static LabelledImages images(int classes, int... labels) {
    return new LabelledSet(
        ByteImages.of(ImageShape.gray(1, 1), new byte[labels.length]),
        ImmutableIntArray.copyOf(labels),
        classes);
  }

  @Test
  void classesAreEvenWhereThereAreAsManyImagesOfEach() {
    assertThat(images(2, 0, 1, 1, 0).isEven()).isTrue();
    assertThat(images(2, 0, 1, 1).isEven()).isFalse();
    assertThat(images(3, 0, 1, 1, 0).isEven()).as("none of the last").isFalse();
    assertThat(images(1, 0, 0).isEven()).isTrue();
  }

  @Test
  void oneInAHundredIsNearEnough() {
    assertThat(images(2, IntStream.range(0, 200).map(i -> i < 102 ? 0 : 1).toArray()).isEven())
        .isTrue();
    assertThat(images(2, IntStream.range(0, 200).map(i -> i < 103 ? 0 : 1).toArray()).isEven())
        .isFalse();
    assertThat(DrawnDigits.of(60_000, 1).isEven()).as("which are drawn by chance").isTrue();
  }

  @Test
  void labelsAreThoseOfTheImagesInTheirOrder() {
    assertThat(images(3, 2, 0, 1).labels()).isEqualTo(ImmutableIntArray.of(2, 0, 1));
  }
}
