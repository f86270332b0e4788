package org.gan4j.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalTest {
  @ParameterizedTest
  @CsvSource({
    "100, 100, STEPS, 100 steps",
    "1 step, 1, STEPS, 1 step",
    "20steps, 20, STEPS, 20 steps",
    "1 epoch, 1, EPOCHS, 1 epoch",
    "5epochs, 5, EPOCHS, 5 epochs",
    "9223372036854775807, 9223372036854775807, STEPS, 9223372036854775807 steps"
  })
  void textsSayIntervals(String text, long count, Interval.Unit unit, String written) {
    Interval interval = Interval.parse(text);

    assertThat(interval).isEqualTo(new Interval(count, unit)).hasToString(written);
    assertThat(Interval.parse(written)).isEqualTo(interval);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "epoch", "-1", "1.5 epochs", "1 hour", "1 epochss", "10 10", "0x1"})
  void otherTextsAreRefused(String text) {
    assertThatThrownBy(() -> Interval.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "an interval such as 100, \"100 steps\" or \"1 epoch\" is expected, not \"%s\"", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0 epochs", "99999999999999999999 steps"})
  void countsThatCannotBeAreRefused(String text) {
    assertThatThrownBy(() -> Interval.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text.replaceAll("\\D", ""));
  }

  @Test
  void epochsBecomeStepsByTheDatasSize() {
    assertThat(Interval.steps(7).toSteps(469)).isEqualTo(7);
    assertThat(Interval.epochs(20).toSteps(469)).isEqualTo(9380);
    assertThat(Interval.epochs(Long.MAX_VALUE).toSteps(2)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aGridHasAtLeastOneSample() {
    assertThatThrownBy(() -> new Snapshots(0, Interval.steps(1), Interval.steps(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a grid has at least one sample, not 0");
  }
}
