package org.gan4j.data.folder;

import org.gan4j.Message;

/** Hears of the reading of a folder of images. */
@FunctionalInterface
public interface FolderListener {
  /**
   * Something is to be known of the images.
   *
   * @param sentence about files that are left out, formats that nothing reads, transparent parts,
   *     grey pictures among coloured ones, or dark ones of 16 bits
   */
  void told(Message sentence);

  /**
   * Another file is done. Is not called by two threads at once, and does nothing if it is not
   * overridden.
   *
   * @param what was done: {@code "listed"}, {@code "looked at"} or {@code "decoded"}
   * @param done how many files, unusable ones too
   * @param all how many it will be, or 0 as long as nobody knows
   */
  default void at(String what, int done, int all) {}
}
