package org.gan4j.models;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Constants as recipes, the command line and people write them: {@code IN_ORDER} is {@code
 * in-order}.
 */
public final class Words {
  private Words() {}

  /**
   * {@return the word of a constant}
   *
   * @param constant any
   */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * {@return the constant of a word, if there is one}
   *
   * @param constants to choose from
   * @param word in the case that {@link #of} gives it
   * @param <E> their type
   */
  public static <E extends Enum<E>> Optional<E> find(E[] constants, String word) {
    return Arrays.stream(constants).filter(constant -> of(constant).equals(word)).findFirst();
  }

  /**
   * {@return the words of constants, with commas between them}
   *
   * @param constants in the order of the list
   */
  public static String list(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Words::of).collect(joining(", "));
  }
}
