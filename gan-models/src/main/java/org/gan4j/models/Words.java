package org.gan4j.models;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Constants as recipes, the command line and people write them: {@code IN_ORDER} is {@code
 * in-order}.
 */
public final class Words {
  private static final int MOST_CHANGES = 2;

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

  /**
   * {@return the word that was probably meant by another text, if one is close: at most two letters
   * have to be put in, taken out or exchanged}
   *
   * @param text in any case
   * @param words to choose from, in small letters
   */
  public static Optional<String> nearest(String text, Collection<String> words) {
    String small = text.toLowerCase(Locale.ROOT).replace('_', '-');
    int most = small.length() > MOST_CHANGES ? MOST_CHANGES : 0;
    return words.stream()
        .filter(word -> changes(small, word) <= most)
        .min(Comparator.comparingInt(word -> changes(small, word)));
  }

  /** The distance of Levenshtein, row by row of its table. */
  private static int changes(String one, String other) {
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, j -> j);
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
