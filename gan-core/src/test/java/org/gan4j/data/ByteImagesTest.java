package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gan4j.ImageShape;
import org.junit.jupiter.api.Test;

class ByteImagesTest {
  private static final ImageShape SHAPE = ImageShape.gray(1, 2);
  private final ByteImages images = ByteImages.of(SHAPE, new byte[] {1, 2, 3, 4, 5, (byte) 255});

  @Test
  void readCopiesOneImageToTheOffset() {
    byte[] target = new byte[5];
    images.read(1, target, 2);
    assertThat(target).containsExactly(0, 0, 3, 4, 0);
    assertThat(images.size()).isEqualTo(3);
    assertThat(images.shape()).isEqualTo(SHAPE);
  }

  @Test
  void readOfAnImageThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> images.read(3, new byte[2], 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> images.read(-1, new byte[2], 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> images.read(0, new byte[2], 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void incompleteImageIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteImages.of(SHAPE, new byte[5]))
        .withMessage("5 bytes are no whole number of 1x1x2 images, which have 2 bytes each");
  }

  @Test
  void noImageAtAllIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteImages.of(SHAPE, new byte[0]))
        .withMessageContaining("at least one image");
  }

  @Test
  void labelledImagesHaveTheSamePixelsAndUnsignedLabels() {
    LabelledImages labelled = images.labelled(new byte[] {0, (byte) 200, 7}, 256);
    byte[] target = new byte[2];
    labelled.read(2, target, 0);
    assertThat(target).containsExactly(5, 255);
    assertThat(labelled.label(1)).isEqualTo(200);
    assertThat(labelled.classes()).isEqualTo(256);
    assertThat(labelled.size()).isEqualTo(3);
    assertThat(labelled.shape()).isEqualTo(SHAPE);
  }

  @Test
  void labelsThatAreFewerThanImagesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> images.labelled(new byte[2], 10))
        .withMessage("there are 2 labels for 3 images; each image needs one");
  }

  @Test
  void labelBeyondTheClassesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> images.labelled(new byte[] {0, 9, 10}, 10))
        .withMessage("the label of image 2 is 10; of 10 classes the last is 9");
  }

  @Test
  void classesThatNoByteTellsApartAreRefused() {
    for (int classes : new int[] {0, 257}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> images.labelled(new byte[3], classes))
          .withMessageContaining("not " + classes);
    }
  }
}
