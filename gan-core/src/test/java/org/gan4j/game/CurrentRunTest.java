package org.gan4j.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gan4j.train.AdversarialTrainer;
import org.gan4j.train.IdleTrainer;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.StepResult;
import org.junit.jupiter.api.Test;

/** A run that a listener takes back; the rest of the loop is tested with a trainer. */
class CurrentRunTest {
  private final List<Long> heard = new ArrayList<>();
  private final List<Long> back = new ArrayList<>();
  private final List<Boolean> results = new ArrayList<>();
  private long steps;
  private boolean wentBack;

  private final AdversarialTrainer trainer =
      new IdleTrainer() {
        @Override
        public long steps() {
          return steps;
        }
      };

  private final RunListener backOnce =
      new RunListener() {
        @Override
        public void onStep(Run run) {
          if (steps == 4 && !wentBack) {
            wentBack = true;
            steps = 2;
          }
        }

        @Override
        public boolean mayTakeBack() {
          return true;
        }
      };

  private final RunListener hears =
      new RunListener() {
        @Override
        public void onStep(Run run) {
          heard.add(run.result().orElseThrow().step());
        }

        @Override
        public void onTakenBack(Run run) {
          assertThat(run.result()).isEmpty();
          back.add(run.trainer().steps());
        }

        @Override
        public void onEnd(Run run) {
          results.add(run.result().isPresent());
        }
      };

  private StepResult step() {
    steps++;
    return new StepResult(steps, 10 * steps, Map.of());
  }

  private CurrentRun run(RunListener... listeners) {
    return new CurrentRun(trainer, 6, () -> 100 + steps, List.of(listeners));
  }

  @Test
  void listenersHearThatAStepWasTakenBackInPlaceOfTheStepAndTheRunGoesOn() {
    run(backOnce, hears).play(this::step);
    assertThat(heard).containsExactly(1L, 2L, 3L, 3L, 4L, 5L, 6L);
    assertThat(back).containsExactly(2L);
    assertThat(results).containsExactly(true);
  }

  @Test
  void guardsHearOfAStepFirstWhereverTheyWereAdded() {
    run(hears, backOnce).play(this::step);
    assertThat(heard).containsExactly(1L, 2L, 3L, 3L, 4L, 5L, 6L);
    assertThat(back).containsExactly(2L);
  }

  @Test
  void runThatStopsRightAfterGoingBackHasNoResult() {
    CurrentRun run = run(hears, backOnce);
    run.play(
        () -> {
          if (steps == 3) {
            run.stop();
          }
          return step();
        });
    assertThat(heard).containsExactly(1L, 2L, 3L);
    assertThat(back).containsExactly(2L);
    assertThat(results).containsExactly(false);
    assertThat(run.imagesSeen()).as("as the trainer counts").isEqualTo(102);
  }
}
