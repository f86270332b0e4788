package org.gan4j.train;

import java.util.Optional;

/** One call of {@link AdversarialTrainer#fit} as its listeners see it. */
public interface Run {
  /** {@return the trainer, and through it both players} */
  AdversarialTrainer trainer();

  /** {@return the number of the step after which this run will end, counted as results are} */
  long lastStep();

  /**
   * {@return what the last step gave; empty before the first step of this run, and when a listener
   * has taken the trainer back to an earlier step}
   */
  Optional<StepResult> result();

  /** {@return real images that the discriminator has been trained on, over all runs} */
  long imagesSeen();

  /**
   * {@return whether a step or a listener threw an exception, which ends the run. The networks may
   * then stand between two steps}
   */
  boolean failed();

  /** Ends the run after the present step. May be called from any thread. */
  void stop();
}
