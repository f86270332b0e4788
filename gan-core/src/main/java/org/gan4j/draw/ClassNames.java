package org.gan4j.draw;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The names of the classes that a generator can be asked for; where nobody has named them, their
 * numbers from 0.
 *
 * @param names in the order of the classes, none if there are none to ask for
 */
public record ClassNames(ImmutableList<String> names) {
  /**
   * {@return the names of some classes}
   *
   * @param classes how many there are
   * @param names of each, or none
   */
  public static ClassNames of(int classes, List<String> names) {
    return new ClassNames(
        classes > 0 && names.isEmpty()
            ? IntStream.range(0, classes)
                .mapToObj(String::valueOf)
                .collect(ImmutableList.toImmutableList())
            : ImmutableList.copyOf(classes == 0 ? List.of() : names));
  }

  /**
   * {@return the number of a class, from 0}
   *
   * @param label its name; or its number, if no class is named so
   * @throws IllegalArgumentException if there is no such class; the message lists those that there
   *     are
   */
  public int number(String label) {
    checkArgument(
        !names.isEmpty(),
        "the generator draws no classes, so that none can be asked for: train one that does, such"
            + " as the model narrow-labels on labelled data");
    int named = names.indexOf(label);
    if (named >= 0) {
      return named;
    }
    Integer number = Ints.tryParse(label);
    checkArgument(
        number != null && number >= 0 && number < names.size(),
        "there is no class \"%s\"; there are: %s",
        label,
        String.join(", ", names));
    return number;
  }
}
