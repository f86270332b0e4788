package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gan4j.ImageShape;
import org.junit.jupiter.api.Test;

class LabelledSplitTest {
  /** One pixel each, which is the index; the label is its last digit. */
  private static final LabelledImages IMAGES = set(50);

  private static LabelledImages set(int size) {
    byte[] pixels = new byte[size];
    byte[] labels = new byte[size];
    IntStream.range(0, size)
        .forEach(
            i -> {
              pixels[i] = (byte) i;
              labels[i] = (byte) (i % 10);
            });
    return ByteImages.of(ImageShape.gray(1, 1), pixels).labelled(labels, 10);
  }

  private static int[] indices(LabelledImages images) {
    return IntStream.range(0, images.size()).map(i -> pixel(images, i)).toArray();
  }

  private static int pixel(LabelledImages images, int index) {
    byte[] pixel = new byte[2];
    images.read(index, pixel, 1);
    return pixel[1];
  }

  @Test
  void eachImageIsInOnePartWithItsLabel() {
    LabelledSplit split = LabelledSplit.of(IMAGES, 0.1, 3);
    assertThat(split.train().size()).isEqualTo(45);
    assertThat(split.test().size()).isEqualTo(5);
    assertThat(
            IntStream.concat(
                    IntStream.of(indices(split.train())), IntStream.of(indices(split.test())))
                .boxed())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 50).boxed().toList());
    for (LabelledImages part : Stream.of(split.train(), split.test()).toList()) {
      assertThat(part.classes()).isEqualTo(10);
      assertThat(part.shape()).isEqualTo(ImageShape.gray(1, 1));
      for (int i = 0; i < part.size(); i++) {
        assertThat(part.label(i)).isEqualTo(pixel(part, i) % 10);
      }
    }
  }

  @Test
  void theSeedDecides() {
    int[] held = indices(LabelledSplit.of(IMAGES, 0.5, 3).test());
    assertThat(indices(LabelledSplit.of(IMAGES, 0.5, 3).test())).isEqualTo(held);
    assertThat(indices(LabelledSplit.of(IMAGES, 0.5, 4).test())).isNotEqualTo(held);
  }

  @Test
  void bothPartsHaveAnImage() {
    assertThat(LabelledSplit.of(set(3), 0.01, 1).test().size()).isEqualTo(1);
    assertThat(LabelledSplit.of(set(3), 0.99, 1).train().size()).isEqualTo(1);
  }

  @Test
  void wrongArgumentsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LabelledSplit.of(IMAGES, 1, 1))
        .withMessage("a share is above 0 and below 1, not 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LabelledSplit.of(set(1), 0.5, 1))
        .withMessageContaining("one image cannot be both");
    LabelledImages test = LabelledSplit.of(IMAGES, 0.1, 1).test();
    assertThatThrownBy(() -> test.label(5)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
