package org.gan4j.cli;

/** What commands say that take the average of a generator. */
final class Averages {
  private Averages() {}

  /** Returns the line about the average of a run that has made so many steps. */
  static String said(long steps) {
    return "with the average of the generator; --raw takes that of step %,d itself\n"
        .formatted(steps);
  }
}
