package org.gan4j.cli.option;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.math.LongMath;
import org.gan4j.models.Interval;
import picocli.CommandLine.Option;

/** The options that say how long a run is. */
public final class RunLength {
  /** What two cores make of the default model in less than three minutes. */
  public static final long DEFAULT_STEPS = 2000;

  @Option(
      names = "--steps",
      paramLabel = "N",
      converter = AtLeastOne.OfLong.class,
      description =
          "How many steps to train in all, those that were made before --resume too (default: "
              + DEFAULT_STEPS
              + ", or those of the run that goes on).")
  private Long steps;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      converter = AtLeastOne.OfInt.class,
      description = "How many times to go through the data in all, instead of --steps.")
  private Integer epochs;

  @Option(
      names = "--more",
      paramLabel = "N",
      converter = AtLeastOne.OfLong.class,
      description = "With --resume, how many steps to make on top of those that were made.")
  private Long more;

  /**
   * Refuses what only a run that goes on can have.
   *
   * @throws IllegalArgumentException if it is there
   */
  public void checkNew() {
    checkArgument(
        more == null,
        "--more %s goes on with a run that is there: say which with --resume DIR, or give --steps",
        more);
  }

  /**
   * {@return the steps of an epoch; what is left in the last one is filled up from the next epoch}
   *
   * @param images how many there are
   * @param inAStep how many one step takes
   */
  public static long epoch(long images, long inAStep) {
    return (images + inAStep - 1) / inAStep;
  }

  /**
   * {@return the number of the last step}
   *
   * @param epoch steps in a pass through the data
   * @param made steps that were made before
   * @param otherwise what is returned if the user does not say
   */
  public long total(long epoch, long made, long otherwise) {
    if (more != null) {
      return LongMath.saturatedAdd(made, more);
    }
    if (epochs != null) {
      return Interval.epochs(epochs).toSteps(epoch);
    }
    return steps == null ? otherwise : steps;
  }
}
