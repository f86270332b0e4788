package org.gan4j.cli.option;

import com.google.common.base.Splitter;
import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import java.util.stream.IntStream;
import org.gan4j.draw.ClassNames;
import picocli.CommandLine.Option;

/** The option that asks for classes. */
public final class AskedClasses {
  private static final String ALL = "all";

  @Option(
      names = {"--class", "--classes"},
      paramLabel = "NAME[,NAME...]",
      description =
          "Draw these classes, by their names or their numbers from 0, or all of them with \"all\":"
              + " --count images of each, and in a picture a row for each (default: all in turn, of"
              + " a generator that knows some).")
  private String asked;

  /** {@return whether classes are asked for} */
  public boolean given() {
    return asked != null;
  }

  /**
   * {@return the numbers of the classes that are asked for, in their order; none if there are none}
   *
   * @param names of those that there are
   * @throws IllegalArgumentException if there is no such class; the message lists those that there
   *     are
   */
  public ImmutableIntArray of(ClassNames names) {
    if (asked == null) {
      return ImmutableIntArray.of();
    }
    if (asked.equals(ALL) && !names.names().isEmpty() && !names.names().contains(ALL)) {
      return ImmutableIntArray.copyOf(IntStream.range(0, names.names().size()));
    }
    List<String> labels = Splitter.on(',').trimResults().splitToList(asked);
    return ImmutableIntArray.copyOf(labels.stream().mapToInt(names::number));
  }
}
