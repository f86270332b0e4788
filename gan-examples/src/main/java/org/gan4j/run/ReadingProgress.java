package org.gan4j.run;

/** Hears how far the reading of data is. */
@FunctionalInterface
public interface ReadingProgress {
  /**
   * Another file is done.
   *
   * @param what was done, for example {@code "decoded"}
   * @param done how many files
   * @param all how many it will be, or 0 as long as nobody knows
   */
  void at(String what, int done, int all);
}
