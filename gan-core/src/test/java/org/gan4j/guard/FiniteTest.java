package org.gan4j.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.gan4j.train.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class FiniteTest {
  static Stream<Arguments> arrays() {
    return Stream.of(DataType.FLOAT, DataType.DOUBLE)
        .flatMap(
            type ->
                Stream.of(
                    Arguments.of(Nd4j.ones(type, 1)),
                    Arguments.of(Nd4j.ones(type, 1, 100_003)),
                    Arguments.of(Nd4j.ones(type, 17, 31, 3).dup('f')),
                    Arguments.of(Nd4j.ones(type, 40, 50).transpose()),
                    Arguments.of(
                        Nd4j.ones(type, 40, 50)
                            .get(NDArrayIndex.interval(3, 30), NDArrayIndex.interval(1, 2, 49)))));
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void oneBadNumberIsFoundAnywhereInAnyArray(INDArray array) {
    assertThat(Finite.problem("values", array)).isEmpty();
    for (double bad :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      for (long at : new long[] {0, array.length() / 2, array.length() - 1}) {
        array.putScalar(at, bad);
        assertThat(Finite.problem("values", array))
            .hasValueSatisfying(text -> assertThat(text).startsWith("1 of "));
        array.putScalar(at, 1);
      }
    }
    assertThat(Finite.problem("values", array)).isEmpty();
  }

  @Test
  void infinitiesThatWouldCancelAreCounted() {
    INDArray array = Nd4j.zeros(DataType.FLOAT, 5000);
    array.putScalar(7, Double.POSITIVE_INFINITY);
    array.putScalar(4000, Double.NEGATIVE_INFINITY);
    assertThat(Finite.problem("values of it", array))
        .contains("2 of 5,000 values of it are NaN or infinite");
  }

  @Test
  void finiteNumbersWhoseSumOverflowsAreFine() {
    INDArray array = Nd4j.valueArrayOf(new long[] {100}, 3e38, DataType.FLOAT);
    assertThat(array.sumNumber().doubleValue()).isInfinite();
    assertThat(Finite.problem("values", array)).isEmpty();
  }

  static Stream<Arguments> results() {
    double nan = Double.NaN;
    double infinite = Double.POSITIVE_INFINITY;
    return Stream.of(
        Arguments.of(result(nan, 0, 0, 0), "d_loss is NaN"),
        Arguments.of(result(0, infinite, 0, 0), "g_loss is Infinity"),
        Arguments.of(result(0, 0, -infinite, 0), "d_real is -Infinity"),
        Arguments.of(result(0, 0, 0, nan), "d_fake is NaN"),
        Arguments.of(new StepResult(1, 1, Map.of("g_l1", nan)), "g_l1 is NaN"));
  }

  private static StepResult result(
      double ofDiscriminator, double ofGenerator, double onReal, double onFake) {
    return new StepResult(
        1,
        1,
        Map.of(
            "d_loss", ofDiscriminator, "g_loss", ofGenerator, "d_real", onReal, "d_fake", onFake));
  }

  @ParameterizedTest
  @MethodSource("results")
  void numberOfAStepThatIsNotFiniteIsNamed(StepResult result, String message) {
    assertThat(Finite.problem(result)).contains(message);
  }

  @Test
  void largeLossIsFine() {
    assertThat(Finite.problem(result(-1e300, 1e300, 1e300, 0))).isEmpty();
  }
}
