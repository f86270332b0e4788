package org.gan4j.train;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Learning rates that follow a {@link Schedule}. {@code trainer.listen(new
 * ScheduledRates(Schedule.linear(0.4), 5000))} leaves the rates of all players as they are for
 * 2,000 steps, and lets them fall in a straight line over the 3,000 that follow, to 1/3000 in the
 * last. All updates of a step have the same rate, however many a player makes, so that none of the
 * batches of a step counts for more than another.
 *
 * <p>It works with every optimiser that has a learning rate, by {@link
 * org.gan4j.Weights#useLearningRate}; one whose rate follows a schedule of its own is refused. It
 * has no state: what is used of a rate follows from the number of steps alone. So a run that goes
 * on from a checkpoint goes on to the bit; a guard that has lowered a rate has lowered all that is
 * left of it; and a run that is made longer, by one with more steps, has from then on the rates of
 * a run that was as long from the beginning, which may be higher than they just were.
 *
 * <p>Networks keep what they last used. Who trains them on without this listener gives them their
 * rates back with {@code useLearningRate(1)}.
 *
 * @param schedule that they follow
 * @param steps of the whole training, those of earlier calls of {@code fit} too
 */
public record ScheduledRates(Schedule schedule, long steps) implements RunListener {
  /**
   * Checks the length.
   *
   * @param schedule any
   * @param steps at least 1
   * @throws IllegalArgumentException if there are fewer
   */
  public ScheduledRates {
    checkArgument(steps >= 1, "a training has 1 step or more, not %s", steps);
  }

  /**
   * {@return which share of the rates the next step uses, from 0 to 1}
   *
   * @param made steps before it
   */
  public double share(long made) {
    return schedule.share(made, steps);
  }

  /**
   * {@return the largest rate of each player in the step that was made last, by the player's name
   * and {@code _lr}}
   *
   * @param run that has a result
   */
  public Map<String, Double> rates(Run run) {
    double used = share(run.result().orElseThrow().step() - 1);
    Map<String, Double> rates = new LinkedHashMap<>();
    run.trainer()
        .players()
        .forEach(
            (name, player) ->
                player
                    .weights()
                    .learningRate()
                    .ifPresent(rate -> rates.put(name + "_lr", rate * used)));
    return rates;
  }

  /**
   * Begins, or goes on.
   *
   * @param run that starts
   * @throws IllegalArgumentException if it goes on beyond the end of rates that fall, or a player
   *     has no learning rate
   * @throws IllegalStateException if a learning rate follows a schedule of its own
   */
  @Override
  public void onStart(Run run) {
    schedule.checkEnd("the learning rate", run, steps);
    run.trainer()
        .players()
        .forEach(
            (name, player) ->
                checkArgument(
                    player.weights().learningRate().isPresent(),
                    "the optimiser of the %s has no learning rate that could change: give it one that"
                        + " has, such as Adam",
                    name));
    use(run);
  }

  @Override
  public void onStep(Run run) {
    long made = run.trainer().steps();
    if (share(made) != share(made - 1)) { // to give all updaters what they have takes time
      use(run);
    }
  }

  @Override
  public void onTakenBack(Run run) {
    use(run);
  }

  private void use(Run run) {
    double share = share(run.trainer().steps());
    run.trainer().players().values().forEach(p -> p.weights().useLearningRate(share));
  }
}
