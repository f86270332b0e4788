package org.gan4j.data.download;

import java.time.Duration;
import java.util.function.IntFunction;

/**
 * How long a downloader waits for what.
 *
 * @param connect for a connection
 * @param stall for an answer, and for the next piece of it
 * @param pause before the next attempt, given how many attempts there were
 */
record Patience(Duration connect, Duration stall, IntFunction<Duration> pause) {
  /** For a person who waits at a terminal. */
  static final Patience NORMAL =
      new Patience(
          Duration.ofSeconds(10), Duration.ofSeconds(30), attempts -> Duration.ofSeconds(attempts));
}
