package org.gan4j.game;

import com.google.common.base.Throwables;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gan4j.train.AdversarialTrainer;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.StepResult;

/** A run that goes on: the loop, and what listeners see of it. */
final class CurrentRun implements Run {
  private final AdversarialTrainer trainer;
  private final long lastStep;
  private final LongSupplier imagesSeen;
  private final List<RunListener> listeners;
  private boolean failed;
  private StepResult result; // null before the first step, and after one that was taken back
  private volatile boolean stopped;

  CurrentRun(
      AdversarialTrainer trainer,
      long lastStep,
      LongSupplier imagesSeen,
      List<RunListener> listeners) {
    this.trainer = trainer;
    this.lastStep = lastStep;
    this.imagesSeen = imagesSeen;
    this.listeners =
        Stream.concat(
                listeners.stream().filter(RunListener::mayTakeBack),
                listeners.stream().filter(listener -> !listener.mayTakeBack()))
            .toList();
  }

  /** Repeats a step until the last one is done, a listener stops the run, or it is interrupted. */
  void play(Supplier<StepResult> step) {
    Throwable failure = null;
    try {
      listeners.forEach(listener -> listener.onStart(this));
      while (goesOn() && trainer.steps() < lastStep) {
        result = step.get();
        tell();
      }
    } catch (RuntimeException | Error e) {
      failure = e;
      failed = true;
    }
    end(failure);
  }

  /** The flag stays, for whoever interrupted the thread and whoever called. */
  private boolean goesOn() {
    return !stopped && !Thread.currentThread().isInterrupted();
  }

  /** Lets every listener end its work, and throws the first failure with the others attached. */
  private void end(Throwable failure) {
    Throwable first = failure;
    for (RunListener listener : listeners) {
      try {
        listener.onEnd(this);
      } catch (RuntimeException | Error e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      Throwables.throwIfUnchecked(first);
    }
  }

  /** Tells of a step, or that a guard has taken it back. */
  private void tell() {
    long made = trainer.steps();
    for (RunListener listener : listeners) {
      listener.onStep(this);
      if (trainer.steps() < made) {
        result = null;
        listeners.forEach(each -> each.onTakenBack(this));
        return;
      }
    }
  }

  @Override
  public AdversarialTrainer trainer() {
    return trainer;
  }

  @Override
  public long lastStep() {
    return lastStep;
  }

  @Override
  public long imagesSeen() {
    return result == null ? imagesSeen.getAsLong() : result.imagesSeen();
  }

  @Override
  public Optional<StepResult> result() {
    return Optional.ofNullable(result);
  }

  @Override
  public boolean failed() {
    return failed;
  }

  @Override
  public void stop() {
    stopped = true;
  }
}
