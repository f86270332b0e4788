package org.gan4j.listener;

import java.util.List;
import java.util.Map;
import org.gan4j.Player;
import org.gan4j.data.BatchSource;
import org.gan4j.data.ImageSet;
import org.gan4j.train.AdversarialTrainer;
import org.gan4j.train.RunListener;
import org.gan4j.train.Stateful;
import org.gan4j.train.TrainerState;

/** A trainer that only counts. */
final class FakeTrainer implements AdversarialTrainer {
  private long steps;

  void steps(long count) {
    steps = count;
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public Map<String, Player> players() {
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

  @Override
  public TrainerState state() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void restore(TrainerState state) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Stateful> stateful() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, String> rules() {
    throw new UnsupportedOperationException();
  }
}
