package org.gan4j.cli;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.jline.utils.Signals;

/**
 * Lets Ctrl-C, SIGTERM and SIGHUP end a run after its present step, or whatever asks {@link #asked}
 * now and then, and keeps the process alive until what is left behind is written, or what is half
 * written deleted. The process then ends with the signal's own exit code. A second Ctrl-C or
 * SIGTERM ends it at once; not so a second SIGHUP, since a terminal that is closed may send two.
 */
final class GracefulStop implements RunListener, AutoCloseable {
  /** Longer than a step of the largest model and the writing of its networks. */
  private static final long PATIENCE_SECONDS = 60;

  /** What ends the process at once when it comes second, by its number. */
  private static final Map<String, Integer> FINAL = Map.of("INT", 2, "TERM", 15);

  private final PrintStream err;
  private final Thread hook = new Thread(this::stopAndWait, "gan-stop");
  private final CountDownLatch written = new CountDownLatch(1);
  private volatile Run run; // null until it starts
  private volatile boolean asked;

  private GracefulStop(PrintStream err) {
    this.err = err;
  }

  /** Watches from now on, until closed. */
  static GracefulStop install(PrintStream err) {
    GracefulStop stop = new GracefulStop(err);
    Runtime.getRuntime().addShutdownHook(stop.hook);
    return stop;
  }

  /** Whether the user wants the run to end. */
  boolean asked() {
    return asked;
  }

  @Override
  public void onStart(Run started) {
    run = started;
    if (asked) {
      started.stop();
    }
  }

  private void stopAndWait() {
    asked = true;
    FINAL.forEach(
        (name, number) -> Signals.register(name, () -> Runtime.getRuntime().halt(128 + number)));
    if (written.getCount() > 0) {
      err.println("gan: ending in order, with all saved; a second Ctrl-C ends at once");
    }
    Run current = run;
    if (current != null) {
      current.stop();
    }
    try {
      if (!written.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        err.println("gan: the work did not end within %s s".formatted(PATIENCE_SECONDS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Everything is written; the process may end. */
  @Override
  public void close() {
    written.countDown();
    if (!asked) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // a signal came just now: the hook runs, and finds nothing left to wait for
      }
    }
  }
}
