package org.gan4j.train;

import java.util.List;

/**
 * Something that accompanies a run: logs, samples, checkpoints. All methods do nothing unless
 * overridden; they are called on the training thread, and an exception from one ends the run.
 */
public interface RunListener {
  /** {@return what of this listener belongs into a checkpoint: itself, if it is stateful} */
  default List<Stateful> stateful() {
    return this instanceof Stateful state ? List.of(state) : List.of();
  }

  /**
   * Called once before the first step.
   *
   * @param run what is about to start; it has no last result yet
   */
  default void onStart(Run run) {}

  /**
   * Called after each step, unless a listener that was told before has taken the trainer back.
   *
   * @param run what has been done so far
   */
  default void onStep(Run run) {}

  /**
   * Called after a listener has taken the trainer back, of all listeners, also of those that were
   * told of the step: the trainer is where it was after an earlier step, perhaps before this run
   * began.
   *
   * @param run without a result
   */
  default void onTakenBack(Run run) {}

  /**
   * {@return whether this may take the trainer back to an earlier step, as a guard does. Such
   * listeners are told everything before all others, in whatever order they were added, so that the
   * others hear of steps alone that still count}
   */
  default boolean mayTakeBack() {
    return false;
  }

  /**
   * Called once after the last step, also when the run was stopped early or a step failed.
   *
   * @param run what has been done
   */
  default void onEnd(Run run) {}
}
