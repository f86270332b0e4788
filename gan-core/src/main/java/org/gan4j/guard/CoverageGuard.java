package org.gan4j.guard;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import org.gan4j.Advice;
import org.gan4j.Message;
import org.gan4j.guard.Warning.Kind;
import org.gan4j.train.Stateful;

/**
 * Warns once when the generator has lost much of what it could make: when the coverage of real
 * images ({@code org.gan4j.metrics.DensityCoverage}), which had been 0.05 or more, is below a third
 * of its best in two looks in a row. It notices a generator that still makes a few kinds of images,
 * each in many variants, which {@link CollapseGuard} does not. For use where the generator is
 * measured, see {@code docs/guards.md}.
 */
public final class CoverageGuard implements Stateful {
  private static final double BEGUN = 0.05; // below it, a third may be chance
  private static final double LEFT = 1.0 / 3;
  private static final int LOOKS = 2;

  private final Consumer<Warning> warnings;
  private double best;
  private int row; // of looks at too little coverage
  private boolean warned;

  /**
   * Creates a guard.
   *
   * @param warnings who hears of it
   */
  public CoverageGuard(Consumer<Warning> warnings) {
    this.warnings = warnings;
  }

  /**
   * Hears what was measured.
   *
   * @param step after which it was, at least 0
   * @param coverage from 0 to 1, each time by the same real images and as many generated ones
   * @throws IllegalArgumentException if one is out of range
   */
  public void look(long step, double coverage) {
    checkArgument(coverage >= 0 && coverage <= 1, "coverage is from 0 to 1, not %s", coverage);
    best = Math.max(best, coverage);
    row = best >= BEGUN && coverage < LEFT * best ? row + 1 : 0;
    if (row >= LOOKS && !warned) {
      warned = true;
      warnings.accept(new Warning(step, Kind.COLLAPSE, message(step, coverage)));
    }
  }

  private Message message(long step, double coverage) {
    return Message.of(
        "the generator has lost much of what it could make: images at step %,d cover %.1f %% of"
            + " the real ones, and it had been %.1f %%; the best checkpoint is kept (%s); to"
            + " train on, try a lower learning rate (%s) or label smoothing (%s)",
        step,
        100 * coverage,
        100 * best,
        Advice.BEST,
        Advice.LEARNING_RATE,
        Advice.LABEL_SMOOTHING);
  }

  @Override
  public String stateName() {
    return "coverage-guard";
  }

  @Override
  public void writeState(DataOutputStream out) throws IOException {
    out.writeDouble(best);
    out.writeInt(row);
    out.writeBoolean(warned);
  }

  /** A warning that was given before stays given. */
  @Override
  public void readState(DataInputStream in) throws IOException {
    double readBest = in.readDouble();
    int readRow = in.readInt();
    boolean readWarned = in.readBoolean();
    if (!(readBest >= 0 && readBest <= 1) || readRow < 0) {
      throw new IOException(
          "a best coverage of %s, and %d looks at too little".formatted(readBest, readRow));
    }
    best = readBest;
    row = readRow;
    warned |= readWarned;
  }
}
