package org.gan4j;

import com.google.common.collect.ImmutableList;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

/**
 * A text for people, in which {@link Advice} is no words yet: an application chooses these. Its
 * {@link #toString} is the text for who programs in Java. Immutable.
 */
public final class Message implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Serializable form; // a format, or the advice whose words are one
  private final ImmutableList<Serializable> parts;

  private Message(Serializable form, Object... parts) {
    this.form = form;
    this.parts =
        Arrays.stream(parts)
            .map(part -> part instanceof Serializable kept ? kept : String.valueOf(part))
            .collect(ImmutableList.toImmutableList());
  }

  /**
   * {@return a text}
   *
   * @param form as {@link String#format} has it, in English
   * @param parts of it, which may be advice or messages; anything that cannot be serialised is kept
   *     as its {@code toString}
   */
  public static Message of(String form, Object... parts) {
    return new Message(form, parts);
  }

  /**
   * {@return a text without advice, as it is}
   *
   * @param text in English
   */
  public static Message text(String text) {
    return of("%s", text);
  }

  static Message of(Advice advice, Object about) {
    return new Message(advice, about);
  }

  /**
   * {@return the text in an application's words}
   *
   * @param words gives those for some advice: a format, in which {@code %s} is what it is about,
   *     and {@code %%} a percent sign
   */
  public String in(Function<Advice, String> words) {
    String format = form instanceof Advice advice ? words.apply(advice) : (String) form;
    return String.format(
        Locale.ROOT, format, parts.stream().map(part -> part(part, words)).toArray());
  }

  private static Object part(Serializable part, Function<Advice, String> words) {
    if (part instanceof Advice advice) {
      return advice.about("").in(words); // words are a format wherever they stand
    }
    return part instanceof Message message ? message.in(words) : part;
  }

  @Override
  public String toString() {
    return in(Advice::java);
  }
}
