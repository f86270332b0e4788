package org.gan4j.run;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Set;

/** The measures by which the generators of a run are ranked. */
public final class RankedMeasure {
  /** The measures that are better when they are smaller; of all others, larger ones are. */
  private static final Set<String> SMALLER =
      Set.of("frechet", "kernel", "classDivergence", "frechetWithinClasses");

  private static final Set<String> LARGER =
      Set.of(
          "precision",
          "recall",
          "density",
          "coverage",
          "classifierScore",
          "classesCovered",
          "classAccuracy",
          "worstClassAccuracy");

  private RankedMeasure() {}

  /**
   * {@return the name of a measure by which generators are ranked}
   *
   * @param name that a user wrote
   * @throws IllegalArgumentException if there is none of that name
   */
  public static String named(String name) {
    checkArgument(
        SMALLER.contains(name) || LARGER.contains(name),
        "there is no measure \"%s\"; there are: %s, %s",
        name,
        String.join(", ", SMALLER.stream().sorted().toList()),
        String.join(", ", LARGER.stream().sorted().toList()));
    return name;
  }

  /**
   * {@return whether a measure is better when it is smaller}
   *
   * @param name of a measure
   */
  public static boolean isBetterSmaller(String name) {
    return SMALLER.contains(name);
  }
}
