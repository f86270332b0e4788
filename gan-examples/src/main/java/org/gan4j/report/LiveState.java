package org.gan4j.report;

import java.util.concurrent.TimeUnit;

/** What the thread that trains tells those that serve. */
final class LiveState {
  private static final long PAUSE_MILLIS = TimeUnit.SECONDS.toMillis(1); // between two events

  private long version;
  private int pages;
  private Status status = Status.RUNNING;

  synchronized Status status() {
    return status;
  }

  synchronized void changed() {
    version++;
    notifyAll();
  }

  /** The first one counts. */
  synchronized void end(Status ended) {
    if (status == Status.RUNNING) {
      status = ended;
      changed();
    }
  }

  /** Returns the present version when it is another, after a pause that only the end cuts short. */
  synchronized long awaitAfter(long seen) {
    try {
      long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
      for (long left = PAUSE_MILLIS; left > 0 && status == Status.RUNNING; ) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      }
      while (version == seen && status == Status.RUNNING) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      status = Status.STOPPED; // nobody interrupts but who ends the program
    }
    return version;
  }

  /** Whether one page more may listen. */
  synchronized boolean admit(int most) {
    return pages < most && ++pages > 0;
  }

  synchronized void leave() {
    pages--;
  }
}
