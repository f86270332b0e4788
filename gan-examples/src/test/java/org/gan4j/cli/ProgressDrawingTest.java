package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressDrawingTest {
  @Test
  void aBarIsAsLongAsItsShareOfTheSteps() {
    assertThat(ProgressDrawing.render(25, 100, "loss 1", 80))
        .startsWith("[" + "=".repeat(10) + " ".repeat(30) + "] 25/100  loss 1 ")
        .hasSize(80);
  }

  @Test
  void aShortLineHasTheNumbersAlone() {
    assertThat(ProgressDrawing.render(25, 100, "loss 1", 20)).isEqualTo("25/100  loss 1      ");
  }

  @Test
  void aTooShortLineIsCutOff() {
    assertThat(ProgressDrawing.render(25, 100, "loss 1", 10)).isEqualTo("25/100  lo");
  }

  @ParameterizedTest
  @CsvSource({"0, 0s", "59, 59s", "60, 1m 00s", "65, 1m 05s", "3599, 59m 59s", "7380, 2h 03m"})
  void timesAreInTheirTwoLargestUnits(long seconds, String words) {
    assertThat(ProgressText.words(Duration.ofSeconds(seconds))).isEqualTo(words);
  }
}
