package org.gan4j.listener;

import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.data.BatchSource;
import org.gan4j.data.ImageSet;
import org.gan4j.train.AdversarialTrainer;
import org.gan4j.train.RunListener;

/** A trainer that only counts. */
final class FakeTrainer implements AdversarialTrainer {
  private final Generator generator; // or null where a test has none
  private long steps;

  FakeTrainer(Generator generator) {
    this.generator = generator;
  }

  void steps(long count) {
    steps = count;
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public Generator generator() {
    return generator;
  }

  @Override
  public Discriminator discriminator() {
    throw new UnsupportedOperationException();
  }

  @Override
  public AdversarialTrainer listen(RunListener... listeners) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void fit(ImageSet images, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void fit(BatchSource images, long count) {
    throw new UnsupportedOperationException();
  }
}
