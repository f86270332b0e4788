package org.gan4j.cli;

import java.io.PrintStream;
import java.time.Duration;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.StepResult;

/** Progress for a file or a pipe: a line now and then, and one after the last step. */
final class ProgressLines implements RunListener {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final PrintStream err;
  private ProgressText text; // made when the run starts
  private Duration next = INTERVAL;
  private long shown;

  ProgressLines(PrintStream err) {
    this.err = err;
  }

  @Override
  public void onStart(Run run) {
    text = new ProgressText(run);
  }

  @Override
  public void onStep(Run run) {
    if (text.elapsed().compareTo(next) >= 0) {
      next = text.elapsed().plus(INTERVAL);
      show(run);
    }
  }

  @Override
  public void onTakenBack(Run run) {
    shown = Math.min(shown, run.trainer().steps());
    text.takenBack(run);
  }

  @Override
  public void onEnd(Run run) {
    if (run.result().map(StepResult::step).orElse(shown) > shown) {
      show(run);
    }
  }

  private void show(Run run) {
    StepResult result = run.result().orElseThrow();
    shown = result.step();
    err.printf(
        "step %d/%d  %s  %s%n", shown, run.lastStep(), text.numbers(result), text.time(result));
  }
}
