package org.gan4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LatentsTest {
  private static final int MANY = 200_000;

  /** Tolerances are four to five standard deviations of the estimate. */
  @ParameterizedTest
  @CsvSource({
    "NORMAL,  0,   0.01,  1,                  0.015, 3,    0.1",
    "UNIFORM, 0,   0.006, 0.3333333333333333, 0.003, 0.2,  0.003",
    "UNIT,    0.5, 0.003, 0.0833333333333333, 0.001, 0.0125, 0.0002"
  })
  void momentsAreThoseOfTheDistribution(
      Latents kind,
      double mean,
      double meanError,
      double variance,
      double varianceError,
      double fourth,
      double fourthError) {
    double[] values = values(kind.source(100, 7).sample(MANY / 100));

    assertThat(values).hasSize(MANY);
    assertThat(Arrays.stream(values).average().orElseThrow()).isCloseTo(mean, within(meanError));
    assertThat(central(values, mean, 2)).isCloseTo(variance, within(varianceError));
    assertThat(central(values, mean, 3)).isCloseTo(0, within(3 * meanError));
    assertThat(central(values, mean, 4)).isCloseTo(fourth, within(fourthError));
  }

  @ParameterizedTest
  @EnumSource
  void neighbouringValuesAndBatchesAreUncorrelated(Latents kind) {
    LatentSource source = kind.source(100, 7);
    double[] first = values(source.sample(MANY / 100));
    double[] second = values(source.sample(MANY / 100));
    double mean = kind == Latents.UNIT ? 0.5 : 0;
    double variance = central(first, mean, 2);

    double inside = 0;
    double across = 0;
    for (int i = 1; i < MANY; i++) {
      inside += (first[i] - mean) * (first[i - 1] - mean) / variance / MANY;
      across += (first[i] - mean) * (second[i] - mean) / variance / MANY;
    }
    assertThat(inside).isCloseTo(0, within(0.01));
    assertThat(across).isCloseTo(0, within(0.01));
  }

  @ParameterizedTest
  @CsvSource({"UNIFORM, -1, 1", "UNIT, 0, 1"})
  void uniformValuesFillTheirRangeAndStayInIt(Latents kind, double min, double max) {
    double[] values = values(kind.source(100, 7).sample(MANY / 100));

    assertThat(Arrays.stream(values).min().orElseThrow()).isBetween(min, min + 1e-4);
    assertThat(Arrays.stream(values).max().orElseThrow()).isBetween(max - 1e-4, max);
  }

  @ParameterizedTest
  @EnumSource
  void sampleHasOneRowForEachLatentVector(Latents kind) {
    LatentSource source = kind.source(5, 1);

    assertThat(source.size()).isEqualTo(5);
    assertThat(source.sample(3).shape()).containsExactly(3, 5);
    assertThat(source.sample(1).shape()).containsExactly(1, 5);
  }

  @Test
  void sampleHasTheDefaultFloatingPointType() {
    assertThat(Latents.NORMAL.source(5, 1).sample(3).dataType())
        .isEqualTo(Nd4j.defaultFloatingPointType());
    DataType before = Nd4j.dataType();
    try {
      Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
      assertThat(Latents.NORMAL.source(5, 1).sample(3).dataType()).isEqualTo(DataType.DOUBLE);
    } finally {
      Nd4j.setDefaultDataTypes(before, before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void equalSeedsGiveTheSameBitsAndOthersDoNot(Latents kind) {
    LatentSource one = kind.source(5, 99);
    LatentSource same = kind.source(5, 99);
    LatentSource other = kind.source(5, 100);

    for (int i = 0; i < 3; i++) {
      double[] values = values(one.sample(4));
      assertThat(values(same.sample(4))).isEqualTo(values);
      assertThat(values(other.sample(4))).isNotEqualTo(values);
    }
  }

  @Test
  void nthBatchIsAFunctionOfSeedAndNumberAlone() {
    LatentSource one = Latents.NORMAL.source(5, 3);
    LatentSource two = Latents.NORMAL.source(5, 3);
    double[] first = values(one.sample(2));
    two.sample(70); // another count, and other consumers of ND4J's generator
    Nd4j.rand(DataType.FLOAT, 10);

    double[] second = values(one.sample(4));

    assertThat(values(two.sample(4))).isEqualTo(second);
    assertThat(Arrays.copyOf(second, 10)).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void sizeBelowOneIsRefusedWithItsValue(int size) {
    assertThatThrownBy(() -> Latents.NORMAL.source(size, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("latent")
        .hasMessageContaining("at least one")
        .hasMessageContaining(String.valueOf(size));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void countBelowOneIsRefusedWithItsValue(int count) {
    LatentSource source = Latents.UNIT.source(5, 1);

    assertThatThrownBy(() -> source.sample(count))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one")
        .hasMessageContaining(String.valueOf(count));
  }

  private static double[] values(INDArray array) {
    return array.reshape(array.length()).toDoubleVector();
  }

  private static double central(double[] values, double mean, int power) {
    return Arrays.stream(values).map(v -> Math.pow(v - mean, power)).average().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void singlePrecisionIsTheRoundedDoublePrecision(Latents kind) {
    double[] singles = values(kind.source(11, 5).sample(13));
    DataType before = Nd4j.defaultFloatingPointType();
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    try {
      double[] doubles = values(kind.source(11, 5).sample(13));
      assertThat(singles).containsExactly(Arrays.stream(doubles).map(v -> (float) v).toArray());
    } finally {
      Nd4j.setDefaultDataTypes(before, before);
    }
  }
}
