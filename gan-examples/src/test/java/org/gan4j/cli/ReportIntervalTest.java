package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often something is done, by a clock that a test sets. */
class ReportIntervalTest {
  private final List<Long> done = new ArrayList<>(); // by the second
  private long now = Duration.ofDays(3).toNanos();
  private final long begun = now;

  private final ReportInterval pace =
      new ReportInterval(
          new Ticker() {
            @Override
            public long read() {
              return now;
            }
          });

  private void play(Duration length, Duration cost) {
    pace.start();
    while (now - begun < length.toNanos()) {
      now += Duration.ofMillis(100).toNanos();
      if (pace.due()) {
        done.add(Duration.ofNanos(now - begun).toSeconds());
        pace.time(() -> now += cost.toNanos());
      }
    }
  }

  @Test
  void whatCostsNothingIsDoneEveryFiveSeconds() {
    play(Duration.ofSeconds(21), Duration.ZERO);

    assertThat(done).containsExactly(5L, 10L, 15L, 20L);
  }

  @Test
  void whatIsDearMayCostAHundredthOfTheTime() {
    play(Duration.ofSeconds(1_000), Duration.ofSeconds(2));

    assertThat(done).containsExactly(5L, 207L, 409L, 611L, 813L);
  }
}
