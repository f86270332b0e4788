package org.gan4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  private static double[] shares(Schedule schedule, long steps, long... made) {
    return LongStream.of(made).mapToDouble(m -> schedule.share(m, steps)).toArray();
  }

  private static void assertAre(double[] shares, double... expected) {
    assertThat(shares).containsExactly(expected, within(1e-15));
  }

  @Test
  void constantIsAllOfItAlways() {
    assertThat(shares(Schedule.CONSTANT, 10, 0, 5, 9, 10, 1000)).containsOnly(1.0);
  }

  @Test
  void lineEndsAtItsEnd() {
    assertAre(shares(Schedule.linear(0.5), 8, 0, 4, 5, 7, 8, 9), 1, 1, 0.75, 0.25, 0, 0);
    assertAre(shares(Schedule.linear(0).to(0.2), 4, 0, 1, 2, 3, 4, 9), 1, 0.8, 0.6, 0.4, 0.2, 0.2);
  }

  /** Of a sixth of a half turn on: cos 60° is 1/2, cos 120° is -1/2. */
  @Test
  void cosineFallsSlowlyThenFastThenSlowly() {
    assertAre(shares(Schedule.cosine(0), 6, 0, 2, 3, 4, 6, 7), 1, 0.75, 0.5, 0.25, 0, 0);
    assertAre(shares(Schedule.cosine(0.25).to(0.2), 8, 1, 2, 4, 5, 6, 8), 1, 1, 0.8, 0.6, 0.4, 0.2);
  }

  @Test
  void warmUpRisesInALineAndMeetsTheFall() {
    assertAre(shares(Schedule.CONSTANT.warmUp(4), 10, 0, 1, 2, 3, 4), 0.25, 0.5, 0.75, 1, 1);
    assertAre(shares(Schedule.linear(0).warmUp(2), 4, 0, 1, 2, 3, 4), 0.5, 0.75, 0.5, 0.25, 0);
  }

  @ParameterizedTest
  @CsvSource({"0.4, 5000, 2000", "0.29, 100, 29", "0, 7, 0", "0.6, 1, 0", "0.99, 10, 9"})
  void shareOfTheStepsIsThatManyOfThem(double share, long steps, long begin) {
    assertThat(Schedule.linear(share).begin(steps)).isEqualTo(begin);
    assertThat(Schedule.linear(share).share(begin, steps)).isEqualTo(1);
    assertThat(Schedule.linear(share).share(begin + 1, steps)).isLessThan(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "constant | constant",
        "linear | linear:0.0",
        "linear:0.4 | linear:0.4",
        "linear:0.4:0.1 | linear:0.4:0.1",
        "cosine | cosine:0.0",
        "cosine:0:0.25 | cosine:0.0:0.25",
        "warm-up:500 | warm-up:500",
        "cosine:0.2,warm-up:7 | warm-up:7,cosine:0.2"
      })
  void wordsAreReadAndWritten(String text, String written) {
    assertThat(Schedule.parse(text)).hasToString(written);
    assertThat(Schedule.parse(written)).isEqualTo(Schedule.parse(text));
  }

  @Test
  void wordsMeanWhatTheySay() {
    assertThat(Schedule.parse("warm-up:5,cosine:0.4:0.1"))
        .isEqualTo(Schedule.cosine(0.4).to(0.1).warmUp(5));
    assertThat(Schedule.parse("linear:0.3")).isEqualTo(Schedule.linear(0.3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "line",
        "linear:",
        "linear:x",
        "linear:0.1:0.2:0.3",
        "warm-up",
        "warm-up:1.5",
        "cosine,",
        "linear,cosine",
        "warm-up:5,warm-up:9",
        "constant:1",
        "LINEAR"
      })
  void otherWordsAreRefusedWithAnExample(String text) {
    assertThatThrownBy(() -> Schedule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"" + text + "\" is no schedule: write constant, linear,");
  }

  @ParameterizedTest
  @CsvSource({"linear:1", "linear:-0.1", "linear:NaN", "cosine:0.1:1", "cosine:0:-1", "warm-up:-1"})
  void numbersOutOfTheirRangeAreRefused(String text) {
    assertThatThrownBy(() -> Schedule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(what falls|a warm-up) .*, not .*");
  }

  @Test
  void whatDoesNotFallIsEqualWhereverItWouldBeginTo() {
    assertThat(new Schedule(0, Schedule.Fall.NONE, 0.4, 0.1)).isEqualTo(Schedule.CONSTANT);
  }

  @Test
  void whatDoesNotFallEndsNowhereElse() {
    assertThatThrownBy(() -> Schedule.CONSTANT.to(0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("what does not fall ends at its full height, not at 0.5");
  }
}
