package org.gan4j;

/**
 * Something outside the program is not as it has to be: a file, a folder, a download, a saved
 * network. The message says what happened, what was expected and what to do, in words meant for the
 * user of an application. Wrong arguments are {@link IllegalArgumentException}s instead.
 */
public class GanException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Message text;

  /**
   * Creates the exception.
   *
   * @param message what happened, what was expected, what to do
   */
  public GanException(String message) {
    this(Message.text(message));
  }

  /**
   * Creates the exception.
   *
   * @param message what happened, what was expected, what to do
   * @param cause what lies behind it
   */
  public GanException(String message, Throwable cause) {
    this(Message.text(message), cause);
  }

  /**
   * Creates the exception.
   *
   * @param text what happened, what was expected, what to do
   */
  public GanException(Message text) {
    super(text.toString());
    this.text = text;
  }

  /**
   * Creates the exception.
   *
   * @param text what happened, what was expected, what to do
   * @param cause what lies behind it
   */
  public GanException(Message text, Throwable cause) {
    super(text.toString(), cause);
    this.text = text;
  }

  /** {@return the message, whose advice an application may put into its own words} */
  public Message text() {
    return text;
  }
}
