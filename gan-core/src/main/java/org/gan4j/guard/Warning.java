package org.gan4j.guard;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.function.Function;
import org.gan4j.Advice;
import org.gan4j.Message;

/**
 * What a guard has to say about a run.
 *
 * @param step after which it was seen, at least 0
 * @param kind what was seen
 * @param text what happened, and what to try, for the eyes of a user
 */
public record Warning(long step, Kind kind, Message text) {
  /** What can go wrong. */
  public enum Kind {
    /** A loss, a parameter or a sample was NaN or infinite, and the run went back. */
    NOT_FINITE,
    /** The discriminator knows all images. */
    DISCRIMINATOR_WON,
    /** The generator makes much the same image of all latents. */
    COLLAPSE,
    /** The generator does not draw some class any more that it is asked for. */
    LOST_CLASS;

    /** {@return the name in lower case, for logs: for example {@code not-finite}} */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Checks the step.
   *
   * @param step at least 0
   * @param kind what was seen
   * @param text what happened, and what to try
   * @throws IllegalArgumentException if {@code step} is negative
   */
  public Warning {
    checkArgument(step >= 0, "a step is counted from 0, not %s", step);
    requireNonNull(kind, "kind");
    requireNonNull(text, "text");
  }

  /** {@return the text, for who programs in Java} */
  public String message() {
    return text.toString();
  }

  /**
   * {@return this warning in an application's words}
   *
   * @param words gives those for some advice
   */
  public Warning in(Function<Advice, String> words) {
    return new Warning(step, kind, Message.text(text.in(words)));
  }
}
