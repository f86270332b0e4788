package org.gan4j.file;

/**
 * Text from a file as messages quote it: a message is one line that a terminal shows and does not
 * obey.
 */
public final class Excerpt {
  private static final int LONGEST = 200;

  private Excerpt() {}

  /**
   * {@return the beginning of a text, without what is not printed}
   *
   * @param text of any length; null is written as {@code null}
   */
  public static String of(Object text) {
    String all = String.valueOf(text);
    String shown = all.length() > LONGEST ? all.substring(0, LONGEST) + "..." : all;
    return shown.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\x{80}-\\x{9f}]+", " ");
  }
}
