package org.gan4j.guard;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gan4j.Advice;
import org.gan4j.Message;
import org.gan4j.guard.Warning.Kind;
import org.gan4j.train.Stateful;

/**
 * Warns once of each class that a generator of classes has lost, or does not find. By the share of
 * images that a classifier takes for the class that was asked for ({@code
 * org.gan4j.metrics.ConditionalMeasures}): in two looks in a row it is less than half of the mean
 * of all other classes, and
 *
 * <ul>
 *   <li>less than half of its own best, which was 0.5 or more; or
 *   <li>less than 0.2, where the others are at 0.8 or more.
 * </ul>
 *
 * <p>Where all classes get worse together none is lost; that is for {@link CoverageGuard}. For use
 * where the generator is measured, see {@code docs/guards.md}.
 */
public final class LostClassGuard implements Stateful {
  private static final double LEFT = 0.5; // of its best, and of the others
  private static final double BEGUN = 0.5; // below it, a class was never drawn well
  private static final double FINE = 0.8;
  private static final double UNFOUND = 0.2;
  private static final int LOOKS = 2;
  private static final int FEWEST = 20; // images of a class: of less, a share is chance

  private final List<String> names;
  private final Consumer<Warning> warnings;
  private final double[] best;
  private final int[] row; // of looks at which a class is lost
  private final boolean[] warned;

  /**
   * Creates a guard.
   *
   * @param names of the classes, at least two
   * @param warnings who hears of it
   * @throws IllegalArgumentException if there are fewer classes
   */
  public LostClassGuard(List<String> names, Consumer<Warning> warnings) {
    checkArgument(names.size() >= 2, "no class of %s can be worse than others", names.size());
    this.names = List.copyOf(names);
    this.warnings = warnings;
    this.best = new double[names.size()];
    this.row = new int[names.size()];
    this.warned = new boolean[names.size()];
  }

  /**
   * Hears what was measured.
   *
   * @param step after which it was, at least 0
   * @param images that were drawn of each class, or of the one that was drawn least; of less than
   *     20 nothing is concluded
   * @param accuracies of each class, from 0 to 1
   * @throws IllegalArgumentException if there is not one for each class, or one is out of range
   */
  public void look(long step, int images, double... accuracies) {
    check(accuracies);
    if (images < FEWEST) {
      return;
    }
    int[] lost = IntStream.range(0, row.length).filter(i -> isLost(i, accuracies)).toArray();
    if (lost.length > 0) {
      warnings.accept(new Warning(step, Kind.LOST_CLASS, message(step, lost, accuracies)));
    }
  }

  private void check(double... accuracies) {
    checkArgument(
        accuracies.length == row.length,
        "%s accuracies were given of %s classes",
        accuracies.length,
        row.length);
    for (double accuracy : accuracies) {
      checkArgument(accuracy >= 0 && accuracy <= 1, "accuracy is from 0 to 1, not %s", accuracy);
    }
  }

  /** Counts a look at a class; returns whether it is to be warned of now. */
  private boolean isLost(int label, double... accuracies) {
    double own = accuracies[label];
    double others = (Arrays.stream(accuracies).sum() - own) / (row.length - 1);
    best[label] = Math.max(best[label], own);
    boolean forgotten = best[label] >= BEGUN && own < LEFT * best[label];
    boolean unfound = others >= FINE && own < UNFOUND;
    row[label] = own < LEFT * others && (forgotten || unfound) ? row[label] + 1 : 0;
    boolean now = row[label] >= LOOKS && !warned[label];
    warned[label] |= now;
    return now;
  }

  private Message message(long step, int[] lost, double... accuracies) {
    List<Integer> labels = IntStream.of(lost).boxed().toList();
    double others =
        IntStream.range(0, row.length)
            .filter(i -> !labels.contains(i))
            .mapToDouble(i -> accuracies[i])
            .average()
            .orElseThrow(); // the best class is not lost
    return Message.of(
        "the generator does not draw every class that it is asked for: at step %,d a classifier"
            + " takes %s for what was asked for, and %.1f %% of all others; the best checkpoint is"
            + " kept (%s); to train on, try a lower learning rate (%s)",
        step,
        labels.stream()
            .map(
                i ->
                    String.format(
                        Locale.ROOT,
                        "%.1f %% of class %s (it had been %.1f %%)",
                        100 * accuracies[i],
                        names.get(i),
                        100 * best[i]))
            .collect(Collectors.joining(", ")),
        100 * others,
        Advice.BEST,
        Advice.LEARNING_RATE);
  }

  @Override
  public String stateName() {
    return "lost-class-guard";
  }

  @Override
  public void writeState(DataOutputStream out) throws IOException {
    out.writeInt(row.length);
    for (int i = 0; i < row.length; i++) {
      out.writeDouble(best[i]);
      out.writeInt(row[i]);
      out.writeBoolean(warned[i]);
    }
  }

  /** A warning that was given before stays given. */
  @Override
  public void readState(DataInputStream in) throws IOException {
    int classes = in.readInt();
    if (classes != row.length) {
      throw new IOException("accuracies of %d classes, not %d".formatted(classes, row.length));
    }
    double[] readBest = new double[classes];
    int[] readRow = new int[classes];
    boolean[] readWarned = new boolean[classes];
    for (int i = 0; i < classes; i++) {
      readBest[i] = in.readDouble();
      readRow[i] = in.readInt();
      readWarned[i] = in.readBoolean();
      if (!(readBest[i] >= 0 && readBest[i] <= 1) || readRow[i] < 0) {
        throw new IOException(
            "a best accuracy of %s, and %d looks at less".formatted(readBest[i], readRow[i]));
      }
    }
    for (int i = 0; i < classes; i++) {
      best[i] = readBest[i];
      row[i] = readRow[i];
      warned[i] |= readWarned[i];
    }
  }
}
