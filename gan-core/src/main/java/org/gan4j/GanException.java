package org.gan4j;

/**
 * Something outside the program is not as it has to be: a file, a folder, a download, a saved
 * network. The message says what happened, what was expected and what to do, in words meant for the
 * user of an application. Wrong arguments are {@link IllegalArgumentException}s instead.
 */
public class GanException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what happened, what was expected, what to do
   */
  public GanException(String message) {
    super(message);
  }

  /**
   * Creates the exception.
   *
   * @param message what happened, what was expected, what to do
   * @param cause what lies behind it
   */
  public GanException(String message, Throwable cause) {
    super(message, cause);
  }
}
