package org.gan4j.engine;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Finds out two threads that use one network at the same time. Its layers remember what passes
 * through them, so both would get values that no network has, and nobody would hear of it.
 */
final class OneThread {
  private final AtomicReference<Thread> user = new AtomicReference<>();

  /**
   * Returns what a pass returns.
   *
   * @throws IllegalStateException if another thread is in a pass; that one is not disturbed
   */
  <T> T run(Supplier<T> pass) {
    Thread me = Thread.currentThread();
    Thread other = user.compareAndExchange(null, me);
    if (other == me) { // a pass that a listener makes within a pass
      return pass.get();
    }
    if (other != null) {
      throw new IllegalStateException(
          "the threads \"%s\" and \"%s\" use one network at the same time: it serves one at a time. To"
                  .formatted(other.getName(), me.getName())
              + " draw with several, take a GeneratorPool; otherwise give each thread a network of its"
              + " own");
    }
    try {
      return pass.get();
    } finally {
      user.set(null);
    }
  }

  /** As {@link #run(Supplier)}, for what returns nothing. */
  void run(Runnable pass) {
    run(
        () -> {
          pass.run();
          return null;
        });
  }
}
