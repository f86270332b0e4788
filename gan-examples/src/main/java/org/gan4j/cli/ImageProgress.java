package org.gan4j.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Progress of drawing images: a bar on a terminal, elsewhere a line now and then. */
final class ImageProgress implements AutoCloseable {
  /** Fewer are drawn before anybody asks. */
  private static final long LONG = 1000;

  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration FIRST = Duration.ofSeconds(3);

  private final PrintStream err;
  private final String what;
  private final long total;
  private final Optional<ProgressBar> bar;
  private final long begin = System.nanoTime();
  private Duration next = FIRST;
  private long done;

  /**
   * Begins.
   *
   * @param what is done with the images, for example {@code "drawn"}
   * @param total how many there will be
   */
  ImageProgress(Gan gan, String what, long total) {
    this.err = gan.err();
    this.what = what;
    this.total = total;
    this.bar = gan.terminal() && total > LONG ? Optional.of(bar(err, total)) : Optional.empty();
  }

  private static ProgressBar bar(PrintStream err, long total) {
    return new ProgressBarBuilder()
        .setInitialMax(total)
        .setUpdateIntervalMillis(200)
        .setConsumer(new ConsoleProgressBarConsumer(err))
        .setRenderer(ProgressDrawing::render)
        .build();
  }

  /** Some more are done. */
  void add(long more) {
    done += more;
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
    String rate = String.format(Locale.ROOT, "%.0f images/s", done * 1e9 / elapsed.toNanos());
    bar.ifPresent(shown -> shown.stepTo(done).setExtraMessage(what + "  " + rate));
    if (bar.isEmpty() && elapsed.compareTo(next) >= 0) {
      next = elapsed.plus(INTERVAL);
      err.printf(Locale.ROOT, "%,d of %,d %s  %s%n", done, total, what, rate);
    }
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
  }
}
