package org.gan4j.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NamedLossTest {
  @Test
  void namesAreThoseOfTheMethods() {
    assertThat(Losses.named("non-saturating")).isSameAs(Losses.nonSaturating());
    assertThat(Losses.named("minimax")).isSameAs(Losses.minimax());
    assertThat(Losses.named("least-squares")).isSameAs(Losses.leastSquares());
    assertThat(Losses.named("wasserstein")).isSameAs(Losses.wasserstein());
    assertThat(Losses.named("hinge")).isSameAs(Losses.hinge());
    assertThat(Losses.named("relativistic")).isSameAs(Losses.relativistic());
    assertThat(Losses.named("relativistic-average")).isSameAs(Losses.relativisticAverage());
    assertThat(Losses.named("relativistic-average-least-squares"))
        .isSameAs(Losses.relativisticAverageLeastSquares());
    assertThat(Losses.named("relativistic-hinge")).isSameAs(Losses.relativisticHinge());
  }

  @Test
  void unknownNameIsRefusedWithTheNamesThatThereAre() {
    assertThatThrownBy(() -> Losses.named("Hinge"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is no loss \"Hinge\"; there are: non-saturating, minimax, least-squares,"
                + " wasserstein, hinge, relativistic, relativistic-average,"
                + " relativistic-average-least-squares, relativistic-hinge");
  }

  @ParameterizedTest
  @CsvSource({
    "non-saturating, 0, 0",
    "minimax, 0.1, 0",
    "least-squares, 0, 0.05",
    "hinge, 0.3, 0.25",
    "wasserstein, 0.4999, 0.4999"
  })
  void wordsMakeTheLossThatTheyAreReadFrom(String name, double smoothing, double noise) {
    NamedLoss words = new NamedLoss(name, smoothing, noise);

    assertThat(NamedLoss.of(words.loss())).contains(words);
  }

  @Test
  void smoothingOfATenthMakesLabelsOfNineTenths() {
    INDArray scores = Nd4j.create(new double[][] {{0.5}, {-1}});
    double asReal = (softplus(-0.5) + softplus(1)) / 2;
    double asFake = (softplus(0.5) + softplus(-1)) / 2;

    try (ScoreLoss loss = new NamedLoss("non-saturating", 0.1, 0).loss().real(scores)) {
      assertThat(loss.value()).isCloseTo(0.9 * asReal + 0.1 * asFake, within(1e-9));
    }
    assertThat(new NamedLoss("minimax", 0.1, 0).loss()).isEqualTo(Losses.minimax().smoothed(0.9));
  }

  private static double softplus(double s) {
    return Math.log(1 + Math.exp(s));
  }

  @Test
  void otherLossesHaveNoName() {
    AdversarialLoss hinge = Losses.hinge();

    assertThat(NamedLoss.of(hinge.smoothed(0.9).smoothed(0.8))).isEmpty();
    assertThat(NamedLoss.of(hinge.noisy(0.1, 7))).as("a seed of its own").isEmpty();
    assertThat(NamedLoss.of(hinge.noisy(0.1, 0).noisy(0.1, 0))).isEmpty();
    assertThat(NamedLoss.of(hinge.noisy(0.1, 0).smoothed(0.9)))
        .contains(new NamedLoss("hinge", 0.1, 0.1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 0.5, 0.9, Double.NaN})
  void numbersOutOfTheirRangeAreRefused(double number) {
    assertThatThrownBy(() -> new NamedLoss("hinge", number, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("label smoothing is from 0 to below 0.5, not " + number);
    assertThatThrownBy(() -> new NamedLoss("hinge", 0, number))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("label noise is from 0 to below 0.5, not " + number);
  }
}
