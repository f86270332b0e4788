package org.gan4j.engine.update;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.nd4j.linalg.factory.Nd4j;

/** Work on long arrays, cut into parts for several threads. */
final class Parts {
  /** Values in a part: many times the work of handing it to a thread. */
  private static final int SIZE = 16 * Stretch.CHUNK;

  private final List<Runnable> parts = new ArrayList<>();

  /** Adds all values of a stretch. */
  void add(Stretch stretch, Formula formula) {
    for (int from = 0; from < stretch.length(); from += SIZE) {
      int start = from;
      int end = Math.min(stretch.length(), start + SIZE);
      parts.add(() -> stretch.change(formula, start, end));
    }
  }

  /**
   * Does the work, by as many threads as ND4J may use for an operation, which {@code
   * OMP_NUM_THREADS} says.
   */
  void run() {
    int threads = Math.min(parts.size(), Nd4j.getEnvironment().maxMasterThreads());
    AtomicInteger next = new AtomicInteger();
    IntStream.range(0, threads).parallel().forEach(thread -> runFrom(next));
  }

  private void runFrom(AtomicInteger next) {
    for (int i = next.getAndIncrement(); i < parts.size(); i = next.getAndIncrement()) {
      parts.get(i).run();
    }
  }
}
