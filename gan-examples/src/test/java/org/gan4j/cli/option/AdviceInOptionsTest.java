package org.gan4j.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.Advice;
import org.gan4j.guard.CoverageGuard;
import org.gan4j.guard.Warning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdviceInOptionsTest {
  @ParameterizedTest
  @EnumSource
  void adviceHasWordsOfItsOwnOnTheCommandLine(Advice advice) {
    assertThat(AdviceInOptions.of(advice)).isNotEqualTo(advice.java()).matches(".*-[-a-zA-Z].*");
    assertThat(advice.java()).doesNotContain("--");
  }

  @Test
  void warningsOfARunNameOptions() {
    List<Warning> seen = new ArrayList<>();
    CoverageGuard guard = new CoverageGuard(seen::add);
    for (double coverage : new double[] {0.9, 0.1, 0.1}) {
      guard.look(7, coverage);
    }
    assertThat(seen.get(0).message()).contains("kept (Checkpoints.best)").doesNotContain("--");
    assertThat(seen.get(0).in(AdviceInOptions::of).message())
        .isEqualTo(
            "the generator has lost much of what it could make: images at step 7 cover 10.0 % of"
                + " the real ones, and it had been 90.0 %; the best checkpoint is kept (gan generate"
                + " --best); to train on, try a lower learning rate (--learning-rate) or label"
                + " smoothing (--label-smoothing 0.1)");
  }
}
