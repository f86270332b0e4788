package org.gan4j.cli;

import com.google.common.base.Ticker;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;

/**
 * Says when a run is saved: every so many steps, when the last time is long ago, and after the last
 * step. When it is saved changes nothing in what is trained, so the clock may have a say.
 */
final class Saving implements RunListener {
  /** What a run may lose at most. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** A model's own interval may cost one part in so many of the time. */
  private static final int SHARE = 50;

  private final long interval;
  private final boolean exactly;
  private final Consumer<Run> save;
  private final LongPredicate must;
  private final Ticker clock;
  private long begun;
  private long times;
  private long allCosts;
  private long savedStep;
  private long savedAt;
  private long cost;

  /**
   * @param interval in steps
   * @param exactly whether the user asked for it; if not, it is stretched where saving would take
   *     more than a fiftieth of the time
   * @param must whether a step is to be saved whatever the interval
   */
  Saving(long interval, boolean exactly, Consumer<Run> save, LongPredicate must, Ticker clock) {
    this.interval = interval;
    this.exactly = exactly;
    this.save = save;
    this.must = must;
    this.clock = clock;
  }

  @Override
  public void onStart(Run run) {
    savedStep = run.trainer().steps();
    savedAt = clock.read();
    begun = savedAt;
  }

  @Override
  public void onStep(Run run) {
    long passed = clock.read() - savedAt;
    boolean dueByStep = run.trainer().steps() % interval == 0;
    if ((dueByStep && (exactly || passed >= cost * SHARE))
        || passed >= LONGEST.toNanos()
        || must.test(run.trainer().steps())) {
      save(run);
    }
  }

  /** A step that failed may have changed one network and not the other: that is not saved. */
  @Override
  public void onEnd(Run run) {
    long last = run.trainer().steps();
    if (!run.failed() && (last != savedStep || must.test(last))) {
      save(run);
    }
  }

  private void save(Run run) {
    long before = clock.read();
    save.accept(run);
    savedStep = run.trainer().steps();
    savedAt = clock.read();
    cost = savedAt - before;
    allCosts += cost;
    times++;
  }

  /** Returns what saving took of a run that has ended, in words. */
  String costs() {
    return String.format(
        Locale.ROOT,
        "saving took %2$.1f s of this run (%1$d times), %3$.2f %% of the time",
        times,
        allCosts / 1e9,
        100.0 * allCosts / Math.max(1, clock.read() - begun));
  }
}
