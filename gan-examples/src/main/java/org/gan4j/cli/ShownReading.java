package org.gan4j.cli;

import java.util.Locale;
import org.gan4j.run.ReadingProgress;

/** Shows how far the reading of a large folder is: a bar on a terminal, else lines. */
final class ShownReading implements ReadingProgress {
  private static final long FIRST = 3_000_000_000L;
  private static final long INTERVAL = 5_000_000_000L;

  private final Gan gan;
  private ImageProgress shown; // null before the first file and after the last
  private long next;

  ShownReading(Gan gan) {
    this.gan = gan;
  }

  @Override
  public void at(String what, int done, int all) {
    if (all == 0) {
      count(what, done);
      return;
    }
    if (done == 1) {
      shown = new ImageProgress(gan, what, all);
    }
    shown.add(1);
    if (done == all) {
      shown.close();
    }
  }

  private void count(String what, int done) {
    long now = System.nanoTime();
    if (done == 1) {
      next = now + FIRST;
    } else if (now - next >= 0) {
      next = now + INTERVAL;
      gan.err().printf(Locale.ROOT, "%,d files %s%n", done, what);
    }
  }
}
