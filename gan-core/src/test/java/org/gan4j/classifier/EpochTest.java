package org.gan4j.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.gan4j.NativeArrays;
import org.gan4j.data.digits.DrawnDigits;
import org.junit.jupiter.api.Test;

class EpochTest {
  private static final DrawnDigits DIGITS = DrawnDigits.of(40, 1);

  @Test
  void everyImageComesOnceWithItsLabel() {
    int[] seen = new int[DIGITS.classes()];
    Epoch epoch = new Epoch(DIGITS, 3);
    for (int from = 0; from < 40; from += 10) {
      try (LabelledBatch batch = epoch.batch(from, 10)) {
        assertThat(batch.images().shape()).containsExactly(10, 1, 28, 28);
        batch.labels().forEach(label -> seen[label]++);
      }
    }
    int[] there = new int[DIGITS.classes()];
    IntStream.range(0, 40).forEach(i -> there[DIGITS.label(i)]++);
    assertThat(seen).isEqualTo(there);
  }

  /** Moving by a pixel leaves the ink of most digits within the image, to the byte. */
  @Test
  void imagesAreThoseOfTheirLabels() {
    try (LabelledBatch batch = new Epoch(DIGITS, 3).batch(0, 40)) {
      double[] values = NativeArrays.values(batch.images());
      int found = 0;
      for (int i = 0; i < 40; i++) {
        double ink = Arrays.stream(values, i * 784, (i + 1) * 784).sum() * 255;
        int label = batch.labels().get(i);
        found +=
            IntStream.range(0, 40)
                    .anyMatch(k -> DIGITS.label(k) == label && Math.abs(ink(k) - ink) < 0.5)
                ? 1
                : 0;
      }
      assertThat(found).isBetween(36, 40);
    }
  }

  private static double ink(int index) {
    byte[] pixels = new byte[784];
    DIGITS.read(index, pixels, 0);
    return IntStream.range(0, 784).map(i -> Byte.toUnsignedInt(pixels[i])).sum();
  }

  @Test
  void theSeedDecidesOrderAndMoves() {
    try (LabelledBatch one = new Epoch(DIGITS, 3).batch(10, 20);
        LabelledBatch same = new Epoch(DIGITS, 3).batch(10, 20);
        LabelledBatch other = new Epoch(DIGITS, 4).batch(10, 20)) {
      assertThat(same.images()).isEqualTo(one.images());
      assertThat(same.labels()).isEqualTo(one.labels());
      assertThat(other.labels()).isNotEqualTo(one.labels());
      assertThat(other.images()).isNotEqualTo(one.images());
    }
  }
}
