package org.gan4j.listener;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.function.Consumer;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.Stateful;
import org.gan4j.train.StepResult;

/** Does something every n steps. */
public final class Every implements RunListener {
  private final long interval;
  private final RunListener action;
  private long last;

  private Every(long interval, RunListener action) {
    checkArgument(interval >= 1, "an interval has at least one step, not %s", interval);
    this.interval = interval;
    this.action = action;
  }

  /**
   * {@return a listener that acts after each step whose number is a multiple of the interval, and
   * after the last step of a run if that is none}
   *
   * @param interval in steps, at least 1
   * @param action gets the run, which has a result
   * @throws IllegalArgumentException if {@code interval} is below 1
   */
  public static RunListener every(long interval, Consumer<Run> action) {
    return every(
        interval,
        new RunListener() {
          @Override
          public void onStep(Run run) {
            action.accept(run);
          }
        });
  }

  /**
   * {@return a listener that lets another one hear of those steps alone, and of start and end}
   *
   * @param interval in steps, at least 1
   * @param listener that is to hear less
   * @throws IllegalArgumentException if {@code interval} is below 1
   */
  public static RunListener every(long interval, RunListener listener) {
    return new Every(interval, listener);
  }

  @Override
  public List<Stateful> stateful() {
    return action.stateful();
  }

  @Override
  public void onStart(Run run) {
    last = run.trainer().steps();
    action.onStart(run);
  }

  @Override
  public void onStep(Run run) {
    if (run.trainer().steps() % interval == 0) {
      act(run);
    }
  }

  @Override
  public void onTakenBack(Run run) {
    last = Math.min(last, run.trainer().steps());
    action.onTakenBack(run);
  }

  @Override
  public boolean mayTakeBack() {
    return action.mayTakeBack();
  }

  @Override
  public void onEnd(Run run) {
    if (run.result().map(StepResult::step).orElse(last) > last) {
      act(run);
    }
    action.onEnd(run);
  }

  private void act(Run run) {
    last = run.trainer().steps();
    action.onStep(run);
  }
}
