package org.gan4j.train;

import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.data.BatchSource;
import org.gan4j.data.ImageSet;

/** Lets a generator and a discriminator play against each other. */
public interface AdversarialTrainer {
  /** {@return the player that makes images} */
  Generator generator();

  /** {@return the player that judges images} */
  Discriminator discriminator();

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
}
