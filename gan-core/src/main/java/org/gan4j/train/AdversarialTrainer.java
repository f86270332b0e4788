package org.gan4j.train;

import java.util.List;
import java.util.Map;
import org.gan4j.Player;
import org.gan4j.data.BatchSource;
import org.gan4j.data.ImageSet;

/**
 * Lets players play against each other: in a {@link org.gan4j.game.GanTrainer} a generator and a
 * discriminator, in other {@linkplain org.gan4j.game.Game games} as many as it takes.
 */
public interface AdversarialTrainer {
  /** {@return who plays, by name, always in the same order} */
  Map<String, Player> players();

  /** {@return how many steps have been made so far, over all calls of {@code fit}} */
  long steps();

  /**
   * Adds listeners, which are called in the order in which they were added.
   *
   * @param listeners of all coming runs
   * @return this trainer
   */
  AdversarialTrainer listen(RunListener... listeners);

  /**
   * Trains. A further call with the same set goes on in it where the last one ended.
   *
   * <p>If the thread is interrupted, the run ends after the step that is being made, as if it had
   * been stopped: listeners save what they save at an end, and the thread stays interrupted.
   *
   * @param images real images, drawn as the trainer was made to
   * @param steps how many steps to make, at least 0
   * @throws IllegalArgumentException if the images do not fit the networks or the batch size
   */
  void fit(ImageSet images, long steps);

  /**
   * Trains on batches that come in an order of their own.
   *
   * @param images real images, a batch at a time
   * @param steps how many steps to make, at least 0
   * @throws IllegalArgumentException if the images do not fit the networks or the batch size
   */
  void fit(BatchSource images, long steps);

  /** {@return where this trainer stands between two steps, beside its networks} */
  TrainerState state();

  /**
   * Goes on from a state: the next steps are those that followed it, if the networks are those of
   * then, and the data. Of the sets of images, the one that is trained on next goes on where the
   * state was. A {@link BatchSource} of one's own does if it is {@link org.gan4j.Resumable}; if it
   * is not, who made it brings it to its place.
   *
   * @param state of a trainer with the same {@link #rules}
   */
  void restore(TrainerState state);

  /**
   * {@return what a checkpoint keeps beside networks and {@link #state}: listeners that are
   * stateful, and what the trainer itself keeps}
   *
   * @throws IllegalStateException if two have the same name
   */
  List<Stateful> stateful();

  /**
   * {@return the rules of the game in words, by name: a trainer of other rules does not go on from
   * its checkpoints as if nothing had happened}
   */
  Map<String, String> rules();
}
