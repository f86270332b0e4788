package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.gan4j.ImageShape;
import org.gan4j.ValueRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What holds for every way to draw batches. */
class BatchingContractTest {
  private static final int SIZE = 60;
  private final ByteImages images = NumberedImages.of(SIZE);

  @ParameterizedTest
  @EnumSource
  void batchHasTheShapeAndTypeThatAreAskedFor(Batching batching) {
    BatchSource source = batching.over(images, 1);
    for (int count : new int[] {1, 7, SIZE, 7}) {
      INDArray batch = source.next(count, ValueRange.SIGNED);
      assertThat(batch.shape()).containsExactly(count, 2, 3, 2);
      assertThat(batch.dataType()).isEqualTo(Nd4j.defaultFloatingPointType());
    }
    assertThat(source.shape()).isEqualTo(images.shape());
  }

  @ParameterizedTest
  @EnumSource
  void batchIsOfDoublesWhereTheyAreTheDefault(Batching batching) {
    DataType before = Nd4j.defaultFloatingPointType();
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    try {
      INDArray batch = batching.over(images, 1).next(SIZE, NumberedImages.BYTES);
      assertThat(batch.dataType()).isEqualTo(DataType.DOUBLE);
      assertThat(IntStream.of(NumberedImages.numbers(batch))).allMatch(n -> n >= 0 && n < SIZE);
    } finally {
      Nd4j.setDefaultDataTypes(before, before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void pixelsKeepTheirPlacesAndAreMappedToEachRange(Batching batching) {
    byte[] ramp = {0, (byte) 255, 51, (byte) 204, 102, (byte) 153};
    BatchSource source = batching.over(ByteImages.of(new ImageShape(1, 2, 3), ramp), 1);
    assertThat(source.next(1, ValueRange.UNIT).ravel().toDoubleVector())
        .containsExactly(new double[] {0, 1, 0.2, 0.8, 0.4, 0.6}, within(1e-6));
    assertThat(source.next(1, ValueRange.SIGNED).ravel().toDoubleVector())
        .containsExactly(new double[] {-1, 1, -0.6, 0.6, -0.2, 0.2}, within(1e-6));
    assertThat(source.next(1, ValueRange.UNIT).getDouble(0, 0, 0, 2)).isCloseTo(0.2, within(1e-6));
  }

  @ParameterizedTest
  @EnumSource
  void batchStaysAsItIsWhenTheNextIsRead(Batching batching) {
    BatchSource source = batching.over(images, 1);
    INDArray first = source.next(20, NumberedImages.BYTES);
    INDArray copy = first.dup();
    INDArray second = source.next(20, NumberedImages.BYTES);
    assertThat(first).isEqualTo(copy);
    assertThat(second).isNotEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource
  void sameSeedGivesTheSameBatches(Batching batching) {
    assertThat(draw(batching.over(images, 7), 5, 50))
        .containsExactly(draw(batching.over(images, 7), 5, 50));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "IN_ORDER")
  void differentSeedsGiveDifferentBatches(Batching batching) {
    assertThat(draw(batching.over(images, 7), 1, 50))
        .isNotEqualTo(draw(batching.over(images, 8), 1, 50));
  }

  @ParameterizedTest
  @EnumSource
  void imagesDrawnDoNotDependOnTheSizeOfTheBatches(Batching batching) {
    assertThat(draw(batching.over(images, 7), 10, 15))
        .containsExactly(draw(batching.over(images, 7), 3, 50));
  }

  @ParameterizedTest
  @EnumSource
  void continuedSourceGivesWhatTheFirstWouldHaveGiven(Batching batching) {
    BatchSource whole = batching.over(images, 7);
    draw(whole, 13, 11);
    assertThat(draw(batching.over(images, 7, 143), 5, 40)).containsExactly(draw(whole, 5, 40));
  }

  @ParameterizedTest
  @EnumSource
  void negativeStartIsRefused(Batching batching) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> batching.over(images, 7, -1))
        .withMessageContaining("-1");
  }

  @ParameterizedTest
  @EnumSource
  void batchOfNoImageIsRefused(Batching batching) {
    BatchSource source = batching.over(images, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.next(0, ValueRange.UNIT))
        .withMessageContaining("at least 1 image, not 0");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "RANDOM")
  void batchLargerThanTheSetIsRefusedWithBothNumbers(Batching batching) {
    BatchSource source = batching.over(images, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.next(128, ValueRange.UNIT))
        .withMessage(
            "128 real images in a batch are more than the 60 there are; use a smaller batch, or"
                + " random batches");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "RANDOM")
  void everyImageComesOnceInEachPassAlsoWhenBatchesSpanPasses(Batching batching) {
    int[] drawn = draw(batching.over(images, 3), 24, 10);
    for (int pass = 0; pass < 4; pass++) {
      int[] once = IntStream.range(pass * SIZE, (pass + 1) * SIZE).map(i -> drawn[i]).toArray();
      assertThat(once).containsExactlyInAnyOrder(IntStream.range(0, SIZE).toArray());
    }
  }

  /** {@return the numbers of the images in some batches, one after the other} */
  static int[] draw(BatchSource source, int batches, int count) {
    return IntStream.range(0, batches)
        .flatMap(
            i -> IntStream.of(NumberedImages.numbers(source.next(count, NumberedImages.BYTES))))
        .toArray();
  }
}
