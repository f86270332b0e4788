package org.gan4j.guard;

import java.util.OptionalLong;

/** Takes a trainer back to the last checkpoint. */
@FunctionalInterface
public interface RollBack {
  /**
   * Gives both players, and all that belongs to the trainer, the state of the last checkpoint.
   *
   * @return the step that was gone back to; empty, and nothing is changed, if there is no
   *     checkpoint
   */
  OptionalLong rollBack();
}
