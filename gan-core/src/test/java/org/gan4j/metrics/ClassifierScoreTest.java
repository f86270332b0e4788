package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClassifierScoreTest {
  private final ClassifierScore score = new ClassifierScore(4);

  @Test
  void classesThatCannotBeToldGiveOne() {
    score.add(0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25);
    assertThat(score.value()).isCloseTo(1, within(1e-12));
  }

  @Test
  void onlyOneClassGivesOne() {
    score.add(0, 1, 0, 0, 0, 1, 0, 0);
    assertThat(score.value()).isCloseTo(1, within(1e-12));
  }

  @Test
  void eachClassForSureGivesTheirNumber() {
    score.add(1, 0, 0, 0, 0, 1, 0, 0);
    score.add(0, 0, 1, 0, 0, 0, 0, 1);
    assertThat(score.value()).isCloseTo(4, within(1e-12));
  }

  @Test
  void twoImagesInDoubtByHand() {
    ClassifierScore two = new ClassifierScore(2);
    two.add(0.9, 0.1);
    two.add(0.5, 0.5);
    double first = 0.9 * Math.log(0.9 / 0.7) + 0.1 * Math.log(0.1 / 0.3);
    double second = 0.5 * Math.log(0.5 / 0.7) + 0.5 * Math.log(0.5 / 0.3);
    assertThat(two.value()).isCloseTo(Math.exp((first + second) / 2), within(1e-12));
  }

  @Test
  void whatIsNoProbabilityIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> score.add(0.5, 0.5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> score.add(0.5, 0.5, 0.5, 0))
        .withMessageContaining("their sum is 1, not 1.5");
    assertThatIllegalArgumentException().isThrownBy(() -> score.add(1.5, -0.5, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> score.add(Double.NaN, 0, 0, 1));
    assertThatIllegalStateException().isThrownBy(score::value);
    assertThatIllegalArgumentException().isThrownBy(() -> new ClassifierScore(0));
  }
}
