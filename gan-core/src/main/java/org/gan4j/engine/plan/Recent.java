package org.gan4j.engine.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What is made once for each key, of which the last few used are kept.
 *
 * @param <K> what it is made for, for example a batch size
 * @param <V> what is made
 */
public final class Recent<K, V> {
  /** Training, samples, the last batch of either, and one to spare. */
  private static final int KEPT = 4;

  private final Function<K, V> make;
  private final Map<K, V> made =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * Begins with nothing made.
   *
   * @param make makes a value for a key
   */
  public Recent(Function<K, V> make) {
    this.make = make;
  }

  /**
   * {@return what belongs to a key, made now if it is not kept}
   *
   * @param key what for
   */
  public V of(K key) {
    V value = made.get(key);
    if (value == null) {
      value = make.apply(key);
      made.put(key, value);
    }
    return value;
  }
}
