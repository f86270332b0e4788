package org.gan4j.cli;

import com.google.common.base.Ticker;
import java.time.Duration;

/** Lets something be done again and again that may cost a hundredth of the time. */
final class ReportInterval {
  private static final Duration LEAST = Duration.ofSeconds(5);
  private static final int SHARE = 100;

  private final Ticker clock;
  private long since;
  private long pause = LEAST.toNanos();

  ReportInterval(Ticker clock) {
    this.clock = clock;
  }

  /** Begins to wait for the first time. */
  void start() {
    since = clock.read();
  }

  /** Whether enough time has passed since the last time. */
  boolean due() {
    return clock.read() - since >= pause;
  }

  /** Does it, and remembers how long it took. */
  void time(Runnable work) {
    long before = clock.read();
    work.run();
    since = clock.read();
    pause = Math.max(LEAST.toNanos(), (since - before) * SHARE);
  }
}
