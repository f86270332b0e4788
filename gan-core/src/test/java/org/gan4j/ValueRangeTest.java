package org.gan4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ValueRangeTest {
  static Stream<ValueRange> ranges() {
    return Stream.of(
        ValueRange.SIGNED,
        ValueRange.UNIT,
        new ValueRange(0, 255),
        new ValueRange(-3.5, -1.25),
        new ValueRange(1000, 1001));
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void tableThenPixelGivesEachByteBack(ValueRange range) {
    float[] table = range.table();

    assertThat(table).hasSize(256);
    for (int pixel = 0; pixel < 256; pixel++) {
      assertThat(range.toPixel(table[pixel])).isEqualTo(pixel);
    }
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void tableIsLinearFromMinToMax(ValueRange range) {
    float[] table = range.table();

    assertThat(table[0]).isEqualTo((float) range.min());
    assertThat(table[255]).isEqualTo((float) range.max());
    for (int pixel = 0; pixel < 256; pixel++) {
      double exact = range.min() + pixel * (range.max() - range.min()) / 255;
      assertThat((double) table[pixel]).isCloseTo(exact, within(1e-7 * Math.abs(exact) + 1e-12));
    }
  }

  @Test
  void pixelIsTheNearestByte() {
    ValueRange bytes = new ValueRange(0, 255);
    for (int pixel = 0; pixel < 255; pixel++) {
      assertThat(bytes.toPixel(pixel + 0.499)).isEqualTo(pixel);
      assertThat(bytes.toPixel(pixel + 0.501)).isEqualTo(pixel + 1);
    }
    assertThat(ValueRange.SIGNED.toPixel(0)).isEqualTo(128); // 127.5, rounded up
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void valuesOutsideTheRangeAreClamped(ValueRange range) {
    assertThat(range.toPixel(range.min() - 1e-9)).isZero();
    assertThat(range.toPixel(range.min() - 1e30)).isZero();
    assertThat(range.toPixel(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(range.toPixel(range.max() + 1e-9)).isEqualTo(255);
    assertThat(range.toPixel(range.max() + 1e30)).isEqualTo(255);
    assertThat(range.toPixel(Double.POSITIVE_INFINITY)).isEqualTo(255);
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void nanIsBlack(ValueRange range) {
    assertThat(range.toPixel(Double.NaN)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1, -1",
    "NaN, 1",
    "0, NaN",
    "-Infinity, 1",
    "0, Infinity",
    "Infinity, Infinity"
  })
  void boundsThatAreNoIntervalAreRefusedWithTheirValues(double min, double max) {
    assertThatThrownBy(() -> new ValueRange(min, max))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("finite")
        .hasMessageContaining("[" + min + ", " + max + "]");
  }

  @Test
  void withoutBoundsThereAreNoPixels() {
    assertThat(ValueRange.UNBOUNDED)
        .isEqualTo(new ValueRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    assertThatThrownBy(ValueRange.UNBOUNDED::table)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no pixels");
    assertThatThrownBy(() -> ValueRange.UNBOUNDED.toPixel(0))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void textIsAnInterval() {
    assertThat(ValueRange.SIGNED).hasToString("[-1, 1]");
    assertThat(new ValueRange(-0.5, 0.25)).hasToString("[-0.5, 0.25]");
  }
}
