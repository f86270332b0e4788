package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void threeSeedsDivideByTwo() {
    assertThat(Spread.of(1, 2, 6)).isEqualTo(new Spread(3, Math.sqrt((4 + 1 + 9) / 2.0), 3));
  }

  @Test
  void oneSeedSaysNothingAboutOthers() {
    assertThat(Spread.of(4)).isEqualTo(new Spread(4, Double.NaN, 1));
    assertThatIllegalArgumentException().isThrownBy(Spread::of);
  }
}
