package org.gan4j.train;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Learning rates that fall: constant at first, then in a straight line to 0 at the end of the
 * training. {@code trainer.listen(FallingRate.from(0.4, 5000))} leaves the rates of all players as
 * they are for 2,000 steps; of each of the 3,000 that follow they are
 *
 * <pre>{@code
 * rate * (end - made) / (end - begin)        made: how many steps were made before it
 * }</pre>
 *
 * <p>so {@code rate} in the first of them and {@code rate / 3000} in the last. All updates of a
 * step have the same rate, however many a player makes, so that none of the batches of a step
 * counts for more than another.
 *
 * <p>It works with every optimiser that has a learning rate, by {@link
 * org.gan4j.Weights#useLearningRate}; one whose rate follows a schedule is refused. It has no
 * state: what is used of a rate follows from the number of steps alone. So a run that goes on from
 * a checkpoint goes on to the bit; a guard that has lowered a rate has lowered all that is left of
 * it; and a run that is made longer, by a {@code FallingRate} with a later end, has from then on
 * the rates of a run that was as long from the beginning, which may be higher than they just were.
 *
 * <p>Networks keep what they last used. Who trains them on without this listener gives them their
 * rates back with {@code useLearningRate(1)}.
 *
 * @param begin how many steps are made with the rates as they are
 * @param end how many are made in all, before the trainer's rates are 0
 */
public record FallingRate(long begin, long end) implements RunListener {
  /**
   * Checks the numbers.
   *
   * @param begin at least 0
   * @param end above {@code begin}
   * @throws IllegalArgumentException if they are not
   */
  public FallingRate {
    checkArgument(
        begin >= 0 && end > begin,
        "a learning rate falls from one step on to a later one, not from %s to %s",
        begin,
        end);
  }

  /**
   * {@return rates that fall from a part of the training on}
   *
   * @param share of the steps, from 0 to below 1, that are made before
   * @param steps of the whole training, at least 1, those of earlier calls of {@code fit} too
   * @throws IllegalArgumentException if a number is out of its range
   */
  public static FallingRate from(double share, long steps) {
    checkArgument(
        share >= 0 && share < 1,
        "a learning rate falls from a share of the steps on that is from 0 to below 1, not %s",
        share);
    return new FallingRate(Math.min(Math.round(share * steps), steps - 1), steps);
  }

  /**
   * {@return which share of the rates the next step uses, from 0 to 1}
   *
   * @param made steps before it
   */
  public double share(long made) {
    return made < begin ? 1 : Math.max(0, end - made) / (double) (end - begin);
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
   * @throws IllegalArgumentException if it goes on beyond the end, or a player has no learning rate
   * @throws IllegalStateException if a learning rate follows a schedule of its own
   */
  @Override
  public void onStart(Run run) {
    checkArgument(
        run.lastStep() <= end,
        "the learning rate falls to 0 at step %s, and the run is to go on to step %s: make it fall"
            + " until then",
        end,
        run.lastStep());
    run.trainer()
        .players()
        .forEach(
            (name, player) ->
                checkArgument(
                    player.weights().learningRate().isPresent(),
                    "the optimiser of the %s has no learning rate that could fall: give it one that"
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
