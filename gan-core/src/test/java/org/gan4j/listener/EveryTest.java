package org.gan4j.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EveryTest {
  private final List<Long> acted = new ArrayList<>();
  private final FakeRun run = new FakeRun();

  @Test
  void actsAtMultiplesOfTheIntervalAndOnceAtTheEnd() {
    run.play(every(3), 0, 10);
    assertThat(acted).containsExactly(3L, 6L, 9L, 10L);
  }

  @Test
  void lastStepIsNotActedOnTwiceWhereItIsAMultiple() {
    run.play(every(5), 0, 10);
    assertThat(acted).containsExactly(5L, 10L);
  }

  @Test
  void intervalOfOneActsAtEachStepOnce() {
    run.play(every(1), 0, 3);
    assertThat(acted).containsExactly(1L, 2L, 3L);
  }

  @Test
  void intervalLongerThanTheRunActsAtItsEnd() {
    run.play(every(1000), 0, 7);
    assertThat(acted).containsExactly(7L);
  }

  @Test
  void runWithoutStepsIsNotActedOn() {
    run.play(every(1), 0, 0);
    run.play(every(5), 5, 5);
    run.play(every(5), 7, 7);
    assertThat(acted).isEmpty();
  }

  @Test
  void secondRunGoesOnCountingTheTrainersSteps() {
    RunListener listener = every(4);
    run.play(listener, 0, 6);
    run.play(listener, 6, 6);
    run.play(listener, 6, 9);
    assertThat(acted).containsExactly(4L, 6L, 8L, 9L);
  }

  @Test
  void trainerThatHasMadeStepsElsewhereIsCountedFromZero() {
    run.play(every(10), 95, 101);
    assertThat(acted).containsExactly(100L, 101L);
  }

  @Test
  void endWithoutAStepSinceTheLastActionDoesNothing() {
    RunListener listener = every(2);
    listener.onStart(run);
    run.result(FakeRun.step(1, 1, 0, 0, 0, 0));
    listener.onStep(run);
    run.result(FakeRun.step(2, 2, 0, 0, 0, 0));
    listener.onStep(run);
    listener.onEnd(run); // as after a failure in step 3

    assertThat(acted).containsExactly(2L);
  }

  @Test
  void runThatWentBackIsActedOnAtItsEndAlthoughItHadBeenFurther() {
    RunListener listener = every(5);
    listener.onStart(run);
    steps(listener, 9, 10);
    run.takenBack(5, 5);
    listener.onTakenBack(run);
    steps(listener, 6, 7);
    listener.onEnd(run);
    assertThat(acted).containsExactly(10L, 7L);
  }

  private void steps(RunListener listener, long... numbers) {
    for (long step : numbers) {
      run.result(FakeRun.step(step, step, 0, 0, 0, 0));
      listener.onStep(run);
    }
  }

  @Test
  void actionIsToldWhatWasTakenBackAndGuardsStayGuards() {
    List<Long> told = new ArrayList<>();
    RunListener guard =
        new RunListener() {
          @Override
          public void onTakenBack(Run back) {
            told.add(back.trainer().steps());
          }

          @Override
          public boolean mayTakeBack() {
            return true;
          }
        };
    RunListener listener = Every.every(5, guard);
    run.takenBack(3, 3);
    listener.onTakenBack(run);

    assertThat(told).containsExactly(3L);
    assertThat(listener.mayTakeBack()).isTrue();
    assertThat(every(5).mayTakeBack()).isFalse();
  }

  @Test
  void actionSeesTheResultOfTheStep() {
    List<Long> results = new ArrayList<>();
    run.play(Every.every(2, r -> results.add(r.result().orElseThrow().step())), 0, 5);
    assertThat(results).containsExactly(2L, 4L, 5L);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void intervalBelowOneIsRefusedWithItsValue(long interval) {
    assertThatThrownBy(() -> every(interval))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("interval")
        .hasMessageContaining("at least one step")
        .hasMessageContaining(String.valueOf(interval));
  }

  private RunListener every(long interval) {
    return Every.every(interval, r -> acted.add(r.trainer().steps()));
  }
}
