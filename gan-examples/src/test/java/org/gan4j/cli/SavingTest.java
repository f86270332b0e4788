package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gan4j.train.AdversarialTrainer;
import org.gan4j.train.Run;
import org.junit.jupiter.api.Test;

/** When a run is saved, by a clock that a test sets. */
class SavingTest {
  private final List<Long> saved = new ArrayList<>();
  private final List<Long> must = new ArrayList<>();
  private long now;
  private long cost;
  private long step;
  private boolean failed;

  private final Ticker clock =
      new Ticker() {
        @Override
        public long read() {
          return now;
        }
      };

  private Saving saving(long interval, boolean exactly) {
    return new Saving(
        interval,
        exactly,
        run -> {
          now += cost;
          saved.add(run.trainer().steps());
        },
        at -> must.contains(at),
        clock);
  }

  private void play(Saving saving, long steps, Duration each) {
    Run run = run();
    saving.onStart(run);
    while (step < steps) {
      step++;
      now += each.toNanos();
      saving.onStep(run);
    }
    saving.onEnd(run);
  }

  @Test
  void itSavesWhatMustBeSavedWhateverTheIntervalAndAgainAfterTheLastStep() {
    must.addAll(List.of(3L, 10L));
    play(saving(100, true), 10, Duration.ofMillis(1));
    assertThat(saved).containsExactly(3L, 10L, 10L);
  }

  @Test
  void itSavesAtEachIntervalAndAfterTheLastStep() {
    play(saving(4, true), 10, Duration.ofMillis(1));

    assertThat(saved).containsExactly(4L, 8L, 10L);
  }

  @Test
  void theLastStepIsSavedOnce() {
    play(saving(5, true), 10, Duration.ofMillis(1));

    assertThat(saved).containsExactly(5L, 10L);
  }

  @Test
  void aModelsOwnIntervalIsStretchedToAFiftiethOfTheTime() {
    cost = Duration.ofSeconds(1).toNanos();

    play(saving(10, false), 200, Duration.ofSeconds(1));

    assertThat(saved).containsExactly(10L, 60L, 110L, 160L, 200L);
  }

  @Test
  void itTellsWhatItCost() {
    cost = Duration.ofMillis(500).toNanos();
    Saving saving = saving(10, true);

    play(saving, 40, Duration.ofSeconds(1));

    assertThat(saving.costs())
        .isEqualTo("saving took 2.0 s of this run (4 times), 4.76 % of the time"); // of 42 s
  }

  @Test
  void theUsersIntervalIsNot() {
    cost = Duration.ofSeconds(1).toNanos();

    play(saving(10, true), 40, Duration.ofSeconds(1));

    assertThat(saved).containsExactly(10L, 20L, 30L, 40L);
  }

  @Test
  void afterFiveMinutesItSavesWhateverTheInterval() {
    play(saving(1_000_000, true), 11, Duration.ofMinutes(1));

    assertThat(saved).containsExactly(5L, 10L, 11L);
  }

  @Test
  void aRunThatFailedIsNotSavedAtItsEnd() {
    failed = true;

    play(saving(4, true), 6, Duration.ofMillis(1));

    assertThat(saved).containsExactly(4L);
  }

  @Test
  void aRunThatMadeNoStepIsNotSaved() {
    play(saving(4, true), 0, Duration.ofMillis(1));

    assertThat(saved).isEmpty();
  }

  /** A run and its trainer, of which saving looks at three things. */
  private Run run() {
    return (Run)
        Proxy.newProxyInstance(
            Run.class.getClassLoader(),
            new Class<?>[] {Run.class, AdversarialTrainer.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "trainer" -> proxy;
                  case "steps" -> step;
                  case "failed" -> failed;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
