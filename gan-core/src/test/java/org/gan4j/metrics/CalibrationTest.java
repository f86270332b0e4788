package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gan4j.ImageShape;
import org.gan4j.data.ByteImages;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final ImageShape PIXEL = ImageShape.gray(1, 1);

  @Test
  void halvesShareNoImage() {
    ImageSet images = ByteImages.of(PIXEL, new byte[] {1, 2, 3, 4, 5, 6, 7});
    List<ImageSet> halves = Calibration.halves(images, 1);
    List<Integer> pixels = new ArrayList<>();
    halves.forEach(half -> pixels.addAll(pixels(half)));
    assertThat(halves).allSatisfy(half -> assertThat(half.size()).isEqualTo(3));
    assertThat(pixels).hasSize(6).doesNotHaveDuplicates().isSubsetOf(1, 2, 3, 4, 5, 6, 7);
    assertThat(pixels(halves.get(0))).isEqualTo(pixels(Calibration.halves(images, 1).get(0)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Calibration.halves(ByteImages.of(PIXEL, new byte[1]), 1));
  }

  /** The class of each image is its pixel. */
  @Test
  void classesStayWithTheImagesThatAreChosen() {
    byte[] pixels = {6, 5, 4, 3, 2, 1, 0};
    ImageSet images = ByteImages.of(PIXEL, pixels);
    LabelledImages labelled = ByteImages.of(PIXEL, pixels).labelled(pixels, 7);
    LabelledImages some = Calibration.some(labelled, 4, 2);
    assertThat(pixels(some)).hasSize(4).isEqualTo(pixels(Calibration.some(images, 4, 2)));
    assertThat(labels(some)).isEqualTo(pixels(some));
    for (int i = 0; i < 2; i++) {
      LabelledImages half = Calibration.halves(labelled, 2).get(i);
      assertThat(pixels(half)).hasSize(3).isEqualTo(pixels(Calibration.halves(images, 2).get(i)));
      assertThat(labels(half)).isEqualTo(pixels(half));
    }
    assertThat(some.classes()).isEqualTo(7);
  }

  private static List<Integer> labels(LabelledImages images) {
    return IntStream.range(0, images.size()).mapToObj(images::label).toList();
  }

  @Test
  void oneClassHasItsImagesAlone() {
    var images = ByteImages.of(PIXEL, new byte[] {5, 6, 7}).labelled(new byte[] {1, 0, 1}, 3);
    assertThat(pixels(Calibration.only(images, 1))).containsExactly(5, 7);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Calibration.only(images, 2))
        .withMessageContaining("no image of class 2; the set knows the classes 0 to 2");
  }

  @Test
  void blurOfAPointIsTheProductOfTwoBells() {
    byte[] point = new byte[2 * 81];
    point[81 + 40] = (byte) 255;
    ImageSet blurred = Calibration.blurred(ByteImages.of(ImageShape.rgb(9, 3), point), 1);
    assertThat(blurred.shape()).isEqualTo(ImageShape.rgb(9, 3));
    // of the second image, pixel 40 is row 4, column 1 of the second channel
    byte[] pixels = new byte[81];
    blurred.read(1, pixels, 0);
    double norm = 1;
    for (int i = 1; i <= 3; i++) {
      norm += 2 * Math.exp(-i * i / 2.0);
    }
    double down = Math.exp(-0.5) / norm;
    double across = 1 / norm;
    assertThat((double) (pixels[27 + 5 * 3 + 1] & 0xff))
        .isCloseTo(255 * down * across, within(0.5));
    assertThat(pixels[26]).isZero();
    assertThat(pixels[54]).isZero();
  }

  @Test
  void evenImagesStayAsTheyAre() {
    byte[] even = {(byte) 200, (byte) 200, (byte) 200, (byte) 200};
    ImageSet blurred = Calibration.blurred(ByteImages.of(ImageShape.gray(2, 2), even), 3);
    assertThat(pixels(blurred)).containsExactly(200);
    assertThatIllegalArgumentException().isThrownBy(() -> Calibration.blurred(blurred, 0));
  }

  @Test
  void noiseHasItsDeviationAndIsTheSameAtEachReading() {
    byte[] grey = new byte[10_000];
    Arrays.fill(grey, (byte) 128);
    ImageSet noisy = Calibration.noisy(ByteImages.of(ImageShape.gray(100, 100), grey), 20, 1);
    byte[] first = new byte[10_000];
    noisy.read(0, first, 0);
    double[] values = new double[first.length];
    Arrays.setAll(values, i -> first[i] & 0xff);
    assertThat(Spread.of(values).mean()).isCloseTo(128, within(0.8));
    assertThat(Spread.of(values).standardDeviation()).isCloseTo(20, within(0.8));
    byte[] again = new byte[10_000];
    noisy.read(0, again, 0);
    assertThat(again).isEqualTo(first);
    assertThatIllegalArgumentException().isThrownBy(() -> Calibration.noisy(noisy, -1, 1));
  }

  /** {@return the first value of each image} */
  private static List<Integer> pixels(ImageSet images) {
    byte[] image = new byte[images.shape().size()];
    List<Integer> pixels = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      images.read(i, image, 0);
      pixels.add(Byte.toUnsignedInt(image[0]));
    }
    return pixels;
  }
}
