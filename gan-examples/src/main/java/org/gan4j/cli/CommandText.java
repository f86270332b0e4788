package org.gan4j.cli;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The words of a command, to be said again with other options.
 *
 * @param words without the name of the program
 */
record CommandText(List<String> words) {
  private static final String PLAIN = "[\\w@%+=:,./-]+"; // to every shell

  /** Returns the command without some options, each of which has a value. */
  CommandText without(Set<String> options) {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (options.contains(words.get(i))) {
        i++; // its value
      } else if (!options.contains(words.get(i).split("=", 2)[0])) {
        kept.add(words.get(i));
      }
    }
    return new CommandText(kept);
  }

  /** Returns the value of an option, if it is there. */
  Optional<String> value(String option) {
    for (int i = 0; i + 1 < words.size(); i++) {
      if (words.get(i).equals(option)) {
        return Optional.of(words.get(i + 1));
      }
    }
    String begin = option + "=";
    return words.stream()
        .filter(word -> word.startsWith(begin))
        .map(word -> word.substring(begin.length()))
        .findFirst();
  }

  /** Returns the command with more words right behind its name, where no other can take them. */
  CommandText with(String... more) {
    long behind = 1 + words.stream().takeWhile(word -> word.startsWith("-")).count();
    return new CommandText(
        Stream.of(words.stream().limit(behind), Stream.of(more), words.stream().skip(behind))
            .flatMap(part -> part)
            .toList());
  }

  /** Returns it as a shell takes it. */
  @Override
  public String toString() {
    return "./gan " + words.stream().map(CommandText::quoted).collect(joining(" "));
  }

  private static String quoted(String word) {
    return word.matches(PLAIN) ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
