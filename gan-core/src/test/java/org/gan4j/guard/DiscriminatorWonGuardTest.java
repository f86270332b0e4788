package org.gan4j.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gan4j.guard.Warning.Kind;
import org.gan4j.loss.Losses;
import org.junit.jupiter.api.Test;

class DiscriminatorWonGuardTest {
  private final List<Warning> warnings = new ArrayList<>();
  private final ScriptedRun run = new ScriptedRun();
  private final DiscriminatorWonGuard guard = new DiscriminatorWonGuard(warnings::add);

  private void play(int steps, double onReal, double onFake) {
    for (int i = 0; i < steps; i++) {
      run.next(guard, onReal, onFake);
    }
  }

  /** 0.5 (199/200)^n falls below 0.01 at n = 781 (log 0.02 / log 0.995), the first of 500 steps. */
  @Test
  void sureDiscriminatorIsWarnedOfOnce() {
    play(781 + 499 - 1, 1, 0);
    assertThat(warnings).isEmpty();
    play(1, 1, 0);
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).step()).isEqualTo(1280);
    assertThat(warnings.get(0).kind()).isEqualTo(Kind.DISCRIMINATOR_WON);
    assertThat(warnings.get(0).message())
        .contains("up to 1,280")
        .contains("label smoothing (smoothed(0.9))")
        .contains("withGeneratorSteps(2)");
    play(5000, 1, 0);
    assertThat(warnings).hasSize(1);
  }

  @Test
  void smoothedLabelsDoNotHideIt() {
    play(3000, 0.9, 0.002);
    assertThat(warnings).hasSize(1);
  }

  @Test
  void strongDiscriminatorOfAHealthyRunIsNone() {
    play(20_000, 0.95, 0.05);
    play(20_000, 0.97, 0.02);
    play(20_000, 0.7, 0.001);
    assertThat(warnings).isEmpty();
  }

  @Test
  void generatorThatComesBackStartsTheCountAnew() {
    for (int i = 0; i < 10; i++) {
      play(1100, 1, 0);
      play(200, 0.5, 0.5);
    }
    assertThat(warnings).isEmpty();
  }

  @Test
  void numberThatIsNotFiniteIsPassedOver() {
    play(1, Double.NaN, Double.NaN);
    play(1280, 1, 0);
    assertThat(warnings).hasSize(1);
  }

  @Test
  void probabilitiesAreThoseOfLogisticLosses() {
    assertThat(List.of(Losses.nonSaturating(), Losses.minimax()))
        .allMatch(DiscriminatorWonGuard::watches);
    assertThat(DiscriminatorWonGuard.watches(Losses.minimax().smoothed(0.9).noisy(0.1, 1)))
        .isTrue();
    assertThat(List.of(Losses.wasserstein(), Losses.hinge(), Losses.leastSquares()))
        .noneMatch(DiscriminatorWonGuard::watches);
  }

  @Test
  void resumedRunCountsOnAndIsNotWarnedAgain() throws IOException {
    play(1000, 1, 0);
    DiscriminatorWonGuard resumed = new DiscriminatorWonGuard(warnings::add);
    States.carry(guard::writeState, resumed::readState);
    for (int i = 0; i < 280; i++) {
      run.next(resumed, 1, 0);
    }
    assertThat(warnings).hasSize(1);
    States.carry(guard::writeState, resumed::readState); // as a guard goes back
    for (int i = 0; i < 2000; i++) {
      run.next(resumed, 1, 0);
    }
    assertThat(warnings).hasSize(1);
  }
}
