package org.gan4j.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetriesTest {
  @Test
  void usualOnesAreThreeOfHalfTheRate() {
    Retries retries = Retries.of(() -> OptionalLong.of(5));
    assertThat(retries.most()).isEqualTo(3);
    assertThat(retries.factor()).isEqualTo(0.5);
    assertThat(Retries.none().rollBack().rollBack()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-1, 0.5, -1", "1, 0, 0.0", "1, 1.5, 1.5", "1, NaN, NaN"})
  void numberOutOfItsRangeIsRefusedWithItsValue(int most, double factor, String value) {
    assertThatThrownBy(() -> new Retries(OptionalLong::empty, most, factor))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not " + value);
  }
}
