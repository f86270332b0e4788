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
   * Called after each step that counts.
   *
   * @param run what has been done so far
   */
  default void onStep(Run run) {}

  /**
   * Called in place of {@link #onStep} after a step that a {@linkplain #guards guard} has undone:
   * the trainer is where it was after an earlier step, or further back than this run began.
   *
   * @param run without a result
   */
  default void onTakenBack(Run run) {}

  /**
   * {@return whether this may take the trainer back to an earlier step. Such listeners hear of a
   * step before all others, and these hear of it only if it still counts}
   */
  default boolean guards() {
    return false;
  }

  /**
   * Called once after the last step, also when the run was stopped early or a step failed.
   *
   * @param run what has been done
   */
  default void onEnd(Run run) {}
}
