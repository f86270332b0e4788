package org.gan4j.train;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.function.DoubleConsumer;

/**
 * A number of a training that follows a {@link Schedule}: before each step it is told which share
 * of it to use. {@code trainer.listen(new Scheduled(Schedule.cosine(0).to(0.1), 5000,
 * trainer::weighPenalties))} lets the weights of gradient penalties fall to a tenth. Learning rates
 * have a listener of their own, {@link ScheduledRates}.
 *
 * <p>It has no state: the share follows from the number of steps alone, so a run that goes on from
 * a checkpoint goes on to the bit.
 *
 * @param schedule that it follows
 * @param steps of the whole training, those of earlier calls of {@code fit} too
 * @param use is told the share that the next step uses
 */
public record Scheduled(Schedule schedule, long steps, DoubleConsumer use) implements RunListener {
  /**
   * Checks the length.
   *
   * @param schedule any
   * @param steps at least 1
   * @param use any
   * @throws IllegalArgumentException if there are fewer steps
   */
  public Scheduled {
    checkArgument(steps >= 1, "a training has 1 step or more, not %s", steps);
  }

  /**
   * Begins, or goes on.
   *
   * @param run that starts
   * @throws IllegalArgumentException if it goes on beyond the end of what falls
   */
  @Override
  public void onStart(Run run) {
    schedule.checkEnd("a number of the game", run, steps);
    tell(run);
  }

  @Override
  public void onStep(Run run) {
    tell(run);
  }

  @Override
  public void onTakenBack(Run run) {
    tell(run);
  }

  private void tell(Run run) {
    use.accept(schedule.share(run.trainer().steps(), steps));
  }
}
