package org.gan4j.cli;

import java.util.Arrays;
import java.util.function.LongSupplier;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;

/** Times steps one by one. */
final class StepTimes implements RunListener {
  private final long[] nanos;
  private final LongSupplier clock;
  private long begun;
  private int ended;

  /**
   * Times some steps.
   *
   * @param steps how many
   * @param clock gives nanoseconds
   */
  StepTimes(int steps, LongSupplier clock) {
    this.nanos = new long[steps];
    this.clock = clock;
  }

  /** Returns how many there are. */
  int count() {
    return nanos.length;
  }

  /** Begins the first step. */
  void start() {
    begun = clock.getAsLong();
  }

  /** Ends a step and begins the next. */
  void lap() {
    nanos[ended++] = clock.getAsLong() - begun;
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
