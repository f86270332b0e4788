package org.gan4j.cli;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.StepResult;

/** Progress for a terminal: a bar that is drawn over, and the numbers behind it. */
final class ProgressDrawing implements RunListener {
  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final int LEAST_BAR = 10;
  private static final int MOST_BAR = 40;

  private final PrintStream err;
  private ProgressBar bar; // made when the run starts
  private ProgressText text; // likewise
  private Duration next = Duration.ZERO;

  ProgressDrawing(PrintStream err) {
    this.err = err;
  }

  @Override
  public void onStart(Run run) {
    text = new ProgressText(run);
    bar =
        new ProgressBarBuilder()
            .setInitialMax(run.lastStep())
            .setUpdateIntervalMillis(200)
            .setConsumer(new ConsoleProgressBarConsumer(err))
            .setRenderer(ProgressDrawing::render)
            .build();
  }

  @Override
  public void onStep(Run run) {
    bar.stepTo(run.trainer().steps());
    if (text.elapsed().compareTo(next) >= 0 || run.trainer().steps() == run.lastStep()) {
      next = text.elapsed().plus(INTERVAL);
      StepResult result = run.result().orElseThrow();
      bar.setExtraMessage(text.time(result) + "  " + text.numbers(result));
    }
  }

  @Override
  public void onTakenBack(Run run) {
    bar.stepTo(run.trainer().steps());
    text.takenBack(run);
  }

  @Override
  public void onEnd(Run run) {
    if (bar != null) { // null if another listener failed at the start
      bar.close();
    }
  }

  /** Where the line is short, the bar is left out, and then what comes last is cut off. */
  static String render(ProgressState state, int width) {
    return render(state.getCurrent(), state.getMax(), state.getExtraMessage(), width);
  }

  static String render(long step, long steps, String message, int width) {
    String numbers = "%d/%d  %s".formatted(step, steps, message);
    int room = Math.min(MOST_BAR, width - numbers.length() - 3); // brackets and a space
    String line = room < LEAST_BAR ? numbers : bar(step, steps, room) + " " + numbers;
    // Padded, to cover what the line before may have had there.
    return line.length() > width
        ? line.substring(0, width)
        : line + " ".repeat(width - line.length());
  }

  private static String bar(long step, long steps, int room) {
    int done = (int) (room * step / steps);
    return "[" + "=".repeat(done) + " ".repeat(room - done) + "]";
  }
}
