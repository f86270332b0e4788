package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gan4j.ImageShape;
import org.junit.jupiter.api.Test;

class ClustersTest {
  private static final ImageShape SHAPE = ImageShape.rgb(3, 5);

  /** Image i is of the kind i % 4, if not 3, else of kind 0: a colour, and noise. */
  private static ByteImages kinds(int count) {
    SplittableRandom random = new SplittableRandom(5);
    byte[] pixels = new byte[count * SHAPE.size()];
    for (int i = 0; i < pixels.length; i++) {
      int channel = i % SHAPE.size() / 15;
      boolean lit = channel == kind(i / SHAPE.size());
      pixels[i] = (byte) ((lit ? 150 : 20) + random.nextInt(60));
    }
    return ByteImages.of(SHAPE, pixels);
  }

  private static int kind(int image) {
    return image % 4 % 3;
  }

  private static int[] labels(LabelledImages images) {
    return IntStream.range(0, images.size()).map(images::label).toArray();
  }

  @Test
  void imagesThatLookAlikeAreOfOneClassAndOthersOfAnother() {
    LabelledImages grouped = Clusters.of(kinds(80), 3, 1);
    int[] ofKinds = {grouped.label(0), grouped.label(1), grouped.label(2)};

    assertThat(grouped.classes()).isEqualTo(3);
    assertThat(ofKinds).doesNotHaveDuplicates();
    assertThat(labels(grouped))
        .containsExactly(IntStream.range(0, 80).map(i -> ofKinds[kind(i)]).toArray());
    assertThat(grouped.shares().get(ofKinds[0])).isCloseTo(0.5, within(1e-12));
    assertThat(grouped.shares().get(ofKinds[1])).isCloseTo(0.25, within(1e-12));
    assertThat(grouped.shares().stream().sum()).isCloseTo(1, within(1e-12));
    byte[] own = new byte[SHAPE.size()];
    byte[] original = new byte[SHAPE.size()];
    grouped.read(7, own, 0);
    kinds(80).read(7, original, 0);
    assertThat(own).isEqualTo(original);
  }

  @Test
  void theSameSeedFindsTheSameAndAnotherOneOthers() {
    assertThat(labels(Clusters.of(kinds(60), 20, 1)))
        .isEqualTo(labels(Clusters.of(kinds(60), 20, 1)))
        .isNotEqualTo(labels(Clusters.of(kinds(60), 20, 2)));
  }

  @Test
  void imagesThatAreTooManyToLookAtAllBelongToTheNearestToo() {
    int count = 10_500; // more than are looked at
    LabelledImages grouped = Clusters.of(kinds(count), 3, 1);
    int[] ofKinds = {grouped.label(0), grouped.label(1), grouped.label(2)};
    assertThat(labels(grouped))
        .containsExactly(IntStream.range(0, count).map(i -> ofKinds[kind(i)]).toArray());
  }

  @Test
  void moreClustersThanImagesAreRefused() {
    for (int count : new int[] {1, 9}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Clusters.of(kinds(8), count, 1))
          .withMessage(
              "8 images are to be grouped into %s clusters: there are 2 to 10000, and each needs an"
                  + " image",
              count);
    }
    assertThat(labels(Clusters.of(kinds(8), 8, 1))).doesNotHaveDuplicates();
  }

  /** 20 x 33 pixels are 7 x 11 blocks of 3 x 3, the last row of them of 2 x 3. */
  @Test
  void thumbnailsAreMeansOfBlocks() {
    ImageShape shape = new ImageShape(2, 20, 33);
    byte[] pixels = new byte[shape.size()];
    Arrays.fill(pixels, (byte) 10);
    pixels[0] = (byte) 100; // channel 0, block (0, 0)
    pixels[20 * 33 - 1] = (byte) 255; // channel 0, the last block, of 2 x 3
    double[] thumbnail = new Thumbnails(ByteImages.of(shape, pixels)).of(0);

    double[] expected = new double[2 * 7 * 11];
    Arrays.fill(expected, 10);
    expected[0] = 10 + 90 / 9.0;
    expected[7 * 11 - 1] = 10 + 245 / 6.0;
    assertThat(thumbnail).containsExactly(expected, within(1e-12));
  }
}
