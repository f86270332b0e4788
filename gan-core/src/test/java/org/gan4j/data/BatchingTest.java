package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.gan4j.ImageShape;
import org.gan4j.ValueRange;
import org.junit.jupiter.api.Test;

class BatchingTest {
  @Test
  void inOrderGivesTheSetFromItsFirstImageAndWrapsAround() {
    BatchSource source = Batching.IN_ORDER.over(NumberedImages.of(5), 9);
    assertThat(BatchingContractTest.draw(source, 3, 3)).containsExactly(0, 1, 2, 3, 4, 0, 1, 2, 3);
  }

  @Test
  void shuffledHasAnotherOrderInEachPass() {
    int[] drawn =
        BatchingContractTest.draw(Batching.SHUFFLED.over(NumberedImages.of(50), 9), 3, 50);
    int[] first = Arrays.copyOf(drawn, 50);
    int[] second = Arrays.copyOfRange(drawn, 50, 100);
    int[] third = Arrays.copyOfRange(drawn, 100, 150);
    assertThat(first).isNotEqualTo(IntStream.range(0, 50).toArray()).isNotEqualTo(second);
    assertThat(third).isNotEqualTo(second).isNotEqualTo(first);
  }

  @Test
  void randomMayGiveMoreThanTheSetHolds() {
    int[] drawn = BatchingContractTest.draw(Batching.RANDOM.over(NumberedImages.of(3), 9), 1, 100);
    assertThat(drawn).hasSize(100).contains(0, 1, 2);
  }

  @Test
  void randomDrawsEveryImageEquallyOften() {
    DrawOrder order = Batching.RANDOM.order(100, 5);
    int[] counts = new int[100];
    for (int position = 0; position < 100_000; position++) {
      counts[order.index(position)]++;
    }
    // Chi-square with 99 degrees of freedom has mean 99 and standard deviation 14.
    assertThat(chiSquare(counts, 1000)).isBetween(50.0, 160.0);
  }

  @Test
  void shuffledPutsEveryImageAtEveryPlaceEquallyOften() {
    DrawOrder order = Batching.SHUFFLED.order(6, 5);
    int[] counts = new int[36];
    for (int position = 0; position < 36_000; position++) {
      counts[position % 6 * 6 + order.index(position)]++;
    }
    // The rows and columns are fixed: 25 degrees of freedom, standard deviation 7.
    assertThat(chiSquare(counts, 1000)).isBetween(5.0, 55.0);
  }

  @Test
  void batchThatFitsNoArrayIsRefused() {
    ImageSet large = ByteImages.of(ImageShape.gray(1000, 1000), new byte[1_000_000]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Batching.RANDOM.over(large, 1).next(2148, ValueRange.UNIT))
        .withMessageContaining("a batch of 2148 images of 1x1000x1000 is too large");
  }

  private static double chiSquare(int[] counts, double expected) {
    return Arrays.stream(counts).mapToDouble(c -> (c - expected) * (c - expected)).sum() / expected;
  }
}
