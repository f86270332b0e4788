package org.gan4j.cli;

import java.util.Arrays;
import java.util.function.LongSupplier;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;

/** Times steps one by one, the first of them, which warm up, for nothing. */
final class Laps implements RunListener {
  private final int warmup;
  private final long[] nanos;
  private final LongSupplier clock;
  private final Runnable warm;
  private long begun;
  private int ended;

  /**
   * Times some steps after others.
   *
   * @param warmup steps that do not count
   * @param steps those that do
   * @param clock gives nanoseconds
   * @param warm is called when the first are over
   */
  Laps(int warmup, int steps, LongSupplier clock, Runnable warm) {
    this.warmup = warmup;
    this.warm = warm;
    this.nanos = new long[steps];
    this.clock = clock;
  }

  /** Returns how many there are, with those that do not count. */
  int count() {
    return Math.addExact(warmup, nanos.length);
  }

  /** Begins the first step. */
  void start() {
    begun = clock.getAsLong();
  }

  /** Ends a step and begins the next. */
  void lap() {
    long now = clock.getAsLong();
    if (ended >= warmup) {
      nanos[ended - warmup] = now - begun;
    }
    ended++;
    if (ended == warmup) {
      warm.run();
    }
    begun = clock.getAsLong();
  }

  @Override
  public void onStart(Run run) {
    start();
  }

  @Override
  public void onStep(Run run) {
    lap();
  }

  /** Returns the median, of an even number of steps the upper of the two in the middle. */
  double medianMillis() {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2] / 1e6;
  }
}
