package org.gan4j.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/** What is made once for each batch size, of which the last few are kept. */
final class PerBatch<T> {
  /** Training, samples, the last batch of either, and one to spare. */
  private static final int KEPT = 4;

  private final LongFunction<T> make;
  private final Map<Long, T> made =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, T> eldest) {
          return size() > KEPT;
        }
      };

  PerBatch(LongFunction<T> make) {
    this.make = make;
  }

  T of(long batch) {
    return made.computeIfAbsent(batch, make::apply);
  }
}
