package org.gan4j.models;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;

/** Constants as people write them: {@code IN_ORDER} is {@code in-order}. */
final class Words {
  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String list(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Words::of).collect(joining(", "));
  }
}
