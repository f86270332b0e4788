package org.gan4j.listener;

import org.gan4j.train.IdleTrainer;

/** A trainer that only counts. */
final class FakeTrainer extends IdleTrainer {
  private long steps;

  void steps(long count) {
    steps = count;
  }

  @Override
  public long steps() {
    return steps;
  }
}
