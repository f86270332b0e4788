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
   * Called after each step. A listener that takes the trainer back to an earlier step, as a guard
   * does, ends the calls for this one: those after it do not hear of a step that no longer counts.
   *
   * @param run what has been done so far
   */
  default void onStep(Run run) {}

  /**
   * Called once after the last step, also when the run was stopped early or a step failed.
   *
   * @param run what has been done
   */
  default void onEnd(Run run) {}
}
