package org.gan4j.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gan4j.Gradients;
import org.gan4j.Latents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GradientPenaltyTest {
  private static final double EXACT = 1e-12;

  /** Two samples of 2 channels of 1x2 values, whose gradients have the lengths 3 and 0.5. */
  private static INDArray gradients() {
    return Nd4j.create(
        new double[] {2, 0, -2, 1, 0.3, 0, 0, -0.4}, new long[] {2, 2, 1, 2}, DataType.DOUBLE);
  }

  @ParameterizedTest
  @CsvSource({
    "r1:0.5, 1.15625", // 0.25 (9 + 0.25) / 2
    "r2:4, 9.25",
    "wgan-gp:10, 21.25", // 10 (4 + 0.25) / 2
    "wgan-lp:10, 20",
    "dragan:10, 21.25"
  })
  void valueIsTheMeanOverSamplesOfTheirSlopes(String penalty, double expected) {
    try (ScoreLoss loss = GradientPenalty.parse(penalty).of(gradients())) {
      assertThat(loss.value()).isCloseTo(expected, within(EXACT));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"r1:0.5", "r2:3", "wgan-gp:10", "wgan-lp:10", "dragan:7"})
  void gradientIsThatOfTheValue(String text) {
    GradientPenalty penalty = GradientPenalty.parse(text);
    INDArray gradients = Latents.NORMAL.source(12, 3).sample(5).castTo(DataType.DOUBLE);
    INDArray analytic = penalty.of(gradients).gradient();

    Gradients.assertAgree(
        analytic, Gradients.numerical(gradients, () -> penalty.of(gradients).value()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"r1:0.5", "wgan-gp:10", "wgan-lp:10", "dragan:7"})
  void flatScoresHaveNoDirectionAndNoNumberThatIsNone(String text) {
    try (ScoreLoss loss = GradientPenalty.parse(text).of(Nd4j.zeros(DataType.FLOAT, 2, 3))) {
      assertThat(loss.gradient().amaxNumber().doubleValue()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"r1:0.5", "r2:2.0:16", "wgan-gp:10.0", "wgan-lp:10.0", "dragan:10.0"})
  void textAndPenaltyAreTheSame(String text) {
    assertThat(GradientPenalty.parse(text)).hasToString(text);
    assertThat(GradientPenalty.parseAll(text + ",r1:0.1").get(0)).hasToString(text);
  }

  @Test
  void penaltiesHaveNamesAndWords() {
    assertThat(GradientPenalty.r1(0.5).every(16)).isEqualTo(GradientPenalty.parse("r1:0.5:16"));
    assertThat(GradientPenalty.wganGp(10).oneSided())
        .isEqualTo(GradientPenalty.parse("wgan-lp:10"));
    assertThat(GradientPenalty.parseAll("none")).isEmpty();
    assertThat(GradientPenalty.words(List.of())).isEqualTo("none");
    assertThat(GradientPenalty.words(List.of(GradientPenalty.r1(1), GradientPenalty.r2(2))))
        .isEqualTo("r1:1.0,r2:2.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "r3:1|there is no gradient penalty \"r3\"; there are: r1, r2, wgan-gp, wgan-lp, dragan",
        "r1|\"r1\" is no gradient penalty: write its name and weight",
        "r1:x|\"r1:x\" is no gradient penalty",
        "r1:1:2:3|\"r1:1:2:3\" is no gradient penalty",
        "r1:1:half|\"r1:1:half\" is no gradient penalty",
        "r1:0|above 0, not 0.0",
        "r1:NaN|above 0, not NaN",
        "r1:1:0|not every 0"
      })
  void whatIsNoneIsRefused(String text, String message) {
    assertThatThrownBy(() -> GradientPenalty.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void whatHasNoSidesIsRefusedOne() {
    assertThatThrownBy(() -> GradientPenalty.r1(1).oneSided())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("r1")
        .hasMessageContaining("wganGp");
  }
}
