package org.gan4j.train;

import java.util.List;
import java.util.Map;
import org.gan4j.Player;
import org.gan4j.data.BatchSource;
import org.gan4j.data.ImageSet;

/** A trainer of which a test overrides what it needs; the rest is not to be called. */
public abstract class IdleTrainer implements AdversarialTrainer {
  @Override
  public long steps() {
    throw new UnsupportedOperationException();
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
