package org.gan4j.data;

/** Hears how far the reading of a folder of images is. */
@FunctionalInterface
public interface FolderProgress {
  /**
   * Another file is done. Is not called by two threads at once.
   *
   * @param what was done: {@code "looked at"} or {@code "decoded"}
   * @param done how many files, unusable ones too
   * @param all how many it will be
   */
  void at(String what, int done, int all);
}
