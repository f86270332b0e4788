package org.gan4j.listener;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.StepResult;

/** A run that a test steps through by hand. */
final class FakeRun implements Run {
  private final FakeTrainer trainer = new FakeTrainer();
  private StepResult result; // or null before the first step
  private long imagesSeen; // while there is no result

  /** What a step of a usual game gives. */
  static StepResult step(
      long step,
      long images,
      double ofDiscriminator,
      double ofGenerator,
      double onReal,
      double onFake) {
    return new StepResult(
        step,
        images,
        ImmutableMap.of(
            "d_loss", ofDiscriminator, "d_real", onReal, "d_fake", onFake, "g_loss", ofGenerator));
  }

  /** Goes to a step that gave the result. */
  void result(StepResult next) {
    trainer.steps(next.step());
    result = next;
  }

  /** Goes to where a guard has taken the trainer back to. */
  void takenBack(long step, long images) {
    trainer.steps(step);
    imagesSeen = images;
    result = null;
  }

  /** Plays as a trainer that has made {@code from} steps and makes them up to {@code to}. */
  void play(RunListener listener, long from, long to) {
    trainer.steps(from);
    result = null;
    listener.onStart(this);
    for (long step = from + 1; step <= to; step++) {
      result(step(step, 8 * step, 0, 0, 0, 0));
      listener.onStep(this);
    }
    listener.onEnd(this);
  }

  @Override
  public FakeTrainer trainer() {
    return trainer;
  }

  @Override
  public long lastStep() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<StepResult> result() {
    return Optional.ofNullable(result);
  }

  @Override
  public long imagesSeen() {
    return result == null ? imagesSeen : result.imagesSeen();
  }

  @Override
  public boolean failed() {
    return false;
  }

  @Override
  public void stop() {
    throw new UnsupportedOperationException();
  }
}
