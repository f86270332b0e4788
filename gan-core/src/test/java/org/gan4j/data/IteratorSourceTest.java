package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.ValueRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

class IteratorSourceTest {
  private static final ImageShape SHAPE = NumberedImages.SHAPE;
  private static final ValueRange BYTES = NumberedImages.BYTES;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void dataSetsAreCutAndJoinedToTheCountThatIsAskedFor(boolean flat) {
    BatchSource source = IteratorSource.of(iterator(10, 4, flat), SHAPE, BYTES);
    assertThat(numbers(source, 3)).containsExactly(0, 1, 2);
    assertThat(numbers(source, 3)).containsExactly(3, 4, 5);
    assertThat(numbers(source, 1)).containsExactly(6);
    assertThat(numbers(source, 3)).containsExactly(7, 8, 9);
    assertThat(source.shape()).isEqualTo(SHAPE);
  }

  @Test
  void iteratorIsResetAtItsEndAlsoSeveralTimesInOneBatch() {
    BatchSource source = IteratorSource.of(iterator(3, 2, true), SHAPE, BYTES);
    assertThat(numbers(source, 8)).containsExactly(0, 1, 2, 0, 1, 2, 0, 1);
    assertThat(numbers(source, 2)).containsExactly(2, 0);
  }

  @Test
  void iteratorThatWasUsedBeforeGoesOnFromWhereItStands() {
    DataSetIterator iterator = iterator(6, 2, true);
    iterator.next();
    assertThat(numbers(IteratorSource.of(iterator, SHAPE, BYTES), 5))
        .containsExactly(2, 3, 4, 5, 0);
  }

  @Test
  void valuesAreMappedFromTheDeclaredRangeToTheOneAskedFor() {
    INDArray ramp = Nd4j.createFromArray(0f, 51f, 102f, 153f, 204f, 255f).reshape(1, 6);
    BatchSource source = IteratorSource.of(List.of(ramp), ImageShape.gray(2, 3), BYTES);
    assertThat(source.next(1, ValueRange.SIGNED).ravel().toDoubleVector())
        .containsExactly(new double[] {-1, -0.6, -0.2, 0.2, 0.6, 1}, within(1e-6));
    assertThat(source.next(1, ValueRange.UNIT).ravel().toDoubleVector())
        .containsExactly(new double[] {0, 0.2, 0.4, 0.6, 0.8, 1}, within(1e-6));
    assertThat(source.next(1, BYTES).ravel().toDoubleVector())
        .containsExactly(0, 51, 102, 153, 204, 255);
    assertThat(ramp.ravel().toDoubleVector()).containsExactly(0, 51, 102, 153, 204, 255);
  }

  @Test
  void valuesAreMappedFromARangeThatDoesNotBeginAtZero() {
    INDArray ramp = Nd4j.createFromArray(-1f, -0.5f, 0f, 1f).reshape(1, 4);
    BatchSource source = IteratorSource.of(List.of(ramp), ImageShape.gray(2, 2), ValueRange.SIGNED);
    assertThat(source.next(1, ValueRange.UNIT).ravel().toDoubleVector())
        .containsExactly(new double[] {0, 0.25, 0.5, 1}, within(1e-6));
  }

  @Test
  void mappingOneBatchLeavesTheRestOfTheArrayAlone() {
    BatchSource source = IteratorSource.of(iterator(4, 4, true), SHAPE, BYTES);
    INDArray first = source.next(2, ValueRange.UNIT);
    assertThat(numbers(source, 2)).containsExactly(2, 3);
    assertThat(first.getDouble(1, 0, 0, 0)).isCloseTo(1 / 255.0, within(1e-6));
  }

  @Test
  void batchIsTheCallersToChange() {
    BatchSource source = IteratorSource.of(iterator(2, 2, true), SHAPE, BYTES);
    INDArray first = source.next(1, BYTES);
    INDArray second = source.next(1, BYTES);
    assertThat(second.data().underlyingLength()).isEqualTo(SHAPE.size());
    first.assign(99);
    second.assign(99);
    assertThat(numbers(source, 2)).containsExactly(0, 1);
  }

  @Test
  void arraysThatTheIteratorUsesAgainDoNotChangeWhatWasRead() {
    INDArray reused = Nd4j.zeros(2, SHAPE.size());
    Iterable<INDArray> arrays =
        () -> List.of(1, 2, 3).stream().map(i -> reused.assign(i)).iterator();
    BatchSource source = IteratorSource.of(arrays, SHAPE, BYTES);
    assertThat(numbers(source, 1)).containsExactly(1);
    reused.assign(200);
    assertThat(numbers(source, 2)).containsExactly(1, 2);
  }

  @Test
  @SuppressWarnings("try")
  void arraysOfAWorkspaceAreReadAfterItIsClosed() {
    BatchSource source = IteratorSource.of(iterator(4, 4, false), SHAPE, BYTES);
    try (MemoryWorkspace space = Nd4j.getWorkspaceManager().getAndActivateWorkspace("TEST")) {
      source.next(1, BYTES);
    }
    try (MemoryWorkspace space = Nd4j.getWorkspaceManager().getAndActivateWorkspace("TEST")) {
      Nd4j.zeros(1000).assign(77);
    }
    assertThat(numbers(source, 3)).containsExactly(1, 2, 3);
  }

  @Test
  void channelsRowsAndColumnsKeepTheirPlacesInAnyMemoryLayout() {
    INDArray c = Nd4j.arange(12).castTo(DataType.FLOAT).reshape('c', 1, 2, 3, 2);
    INDArray batch = IteratorSource.of(List.of(c.dup('f')), SHAPE, BYTES).next(1, BYTES);
    assertThat(batch).isEqualTo(c);
    INDArray flat = c.reshape('c', 1, 12).dup('f');
    assertThat(IteratorSource.of(List.of(flat), SHAPE, BYTES).next(1, BYTES)).isEqualTo(c);
  }

  @Test
  void batchIsOfTheDefaultTypeWhateverTheFeaturesAre() {
    for (DataType type : new DataType[] {DataType.UINT8, DataType.INT32, DataType.DOUBLE}) {
      INDArray features = Nd4j.create(type, 2, SHAPE.size()).assign(3);
      INDArray batch = IteratorSource.of(List.of(features), SHAPE, BYTES).next(2, BYTES);
      assertThat(batch.dataType()).isEqualTo(Nd4j.defaultFloatingPointType());
      assertThat(NumberedImages.numbers(batch)).containsExactly(3, 3);
    }
  }

  @Test
  void iterableIsBegunAgainAfterItsLastArray() {
    Iterable<INDArray> arrays = List.of(filled(1), filled(2));
    assertThat(numbers(IteratorSource.of(arrays, SHAPE, BYTES), 5)).containsExactly(1, 2, 1, 2, 1);
  }

  @Test
  void batchOfNoImageIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IteratorSource.of(iterator(2, 2, true), SHAPE, BYTES).next(0, BYTES))
        .withMessageContaining("at least 1 image, not 0");
  }

  @Test
  void noDataAtAllIsRefused() {
    refused(List.of(), BYTES, "gives no images", "2x3x2", "Check where it reads from");
  }

  @Test
  void arraysThatAreAllEmptyAreNoData() {
    refused(List.of(Nd4j.empty(DataType.FLOAT)), BYTES, "gives no images");
  }

  @Test
  void iterableThatCanBeReadOnlyOnceIsRefusedAtItsEnd() {
    Iterator<INDArray> only = List.of(filled(1)).iterator();
    BatchSource source = IteratorSource.of(() -> only, SHAPE, BYTES);
    source.next(1, BYTES);
    assertThatThrownBy(() -> source.next(1, BYTES))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("gives no images, even when begun again");
  }

  @Test
  void iteratorThatCannotBeResetIsRefusedAtItsEnd() {
    DataSetIterator iterator =
        new ListDataSetIterator<>(List.of(new DataSet(filled(1), filled(1))), 1) {
          private static final long serialVersionUID = 1L;

          @Override
          public boolean resetSupported() {
            return false;
          }
        };
    BatchSource source = IteratorSource.of(iterator, SHAPE, BYTES);
    assertThat(numbers(source, 1)).containsExactly(1);
    assertThatThrownBy(() -> source.next(1, BYTES))
        .isInstanceOf(GanException.class)
        .hasMessageContainingAll("is at its end and cannot be reset", "supports reset()");
  }

  @Test
  void featuresThatDoNotFitTheShapeAreRefused() {
    for (long[] shape : new long[][] {{4, 100}, {12}, {4, 3, 2}, {4, 3, 2, 2}, {4, 12, 1, 1}}) {
      refused(
          List.of(Nd4j.zeros(shape)),
          BYTES,
          "features of the shape " + Arrays.toString(shape),
          "images of 2x3x2 need [n, 12] or [n, 2, 3, 2]");
    }
  }

  @Test
  void dataSetWithoutFeaturesIsRefused() {
    DataSetIterator iterator =
        new ListDataSetIterator<>(List.of(new DataSet(filled(1), filled(1))), 1) {
          private static final long serialVersionUID = 1L;

          @Override
          public synchronized DataSet next() {
            return new DataSet();
          }
        };
    assertThatThrownBy(() -> IteratorSource.of(iterator, SHAPE, BYTES).next(1, BYTES))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("a batch without features");
  }

  @Test
  void valuesOutsideTheDeclaredRangeSayWhichRangeToDeclare() {
    refused(
        List.of(filled(0), filled(255)),
        ValueRange.SIGNED,
        "values from 255.0 to 255.0; expected the declared range [-1, 1]",
        "Declare the range [0, 255]");
    refused(
        List.of(filled(-0.5)), ValueRange.UNIT, "from -0.5 to -0.5", "Declare the range [-1, 1]");
    refused(List.of(filled(-300)), ValueRange.UNIT, "Declare a range that holds them");
  }

  @Test
  void valuesALittleOutsideTheDeclaredRangeAreRounding() {
    for (double value : new double[] {-0.00009, 1.00009}) {
      INDArray batch =
          IteratorSource.of(List.of(filled(value)), SHAPE, ValueRange.UNIT)
              .next(1, ValueRange.UNIT);
      assertThat(batch.getDouble(0)).isCloseTo(value, within(1e-6));
    }
    refused(List.of(filled(1.0002)), ValueRange.UNIT, "expected the declared range [0, 1]");
    refused(List.of(filled(-0.0002)), ValueRange.UNIT, "expected the declared range [0, 1]");
  }

  @Test
  void valuesThatAreNoNumbersAreRefused() {
    INDArray one = filled(0);
    one.putScalar(0, 5, Double.NaN);
    refused(List.of(one), BYTES, "not numbers (NaN)");
    refused(List.of(filled(Double.POSITIVE_INFINITY)), BYTES, "Infinity");
  }

  private static void refused(Iterable<INDArray> arrays, ValueRange declared, String... parts) {
    BatchSource source = IteratorSource.of(arrays, SHAPE, declared);
    assertThatThrownBy(() -> source.next(2, declared))
        .isInstanceOf(GanException.class)
        .hasMessageContainingAll(parts);
  }

  private static INDArray filled(double value) {
    return Nd4j.valueArrayOf(new long[] {1, SHAPE.size()}, value);
  }

  private static int[] numbers(BatchSource source, int count) {
    return NumberedImages.numbers(source.next(count, BYTES));
  }

  /** {@return an iterator over numbered images, {@code batch} of them in each of its data sets} */
  private static DataSetIterator iterator(int count, int batch, boolean flat) {
    List<DataSet> sets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      INDArray image = filled(i);
      sets.add(new DataSet(flat ? image : image.reshape(SHAPE.batch(1)), Nd4j.ones(1, 1)));
    }
    return new ListDataSetIterator<>(sets, batch);
  }
}
