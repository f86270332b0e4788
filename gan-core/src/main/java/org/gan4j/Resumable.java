package org.gan4j;

/**
 * A sequence that goes on from a counter: what comes n-th is a function of a seed and of n alone.
 * Latents, labels that are wrong now and then, what dropout draws, and batches from a set of images
 * are such sequences. A checkpoint keeps their counters.
 */
public interface Resumable {
  /** {@return how much has been drawn so far} */
  long position();

  /**
   * Goes on as if that much had been drawn from the beginning.
   *
   * @param position that {@link #position} has returned, of a sequence from the same seed
   * @throws IllegalArgumentException if it is negative
   */
  void position(long position);
}
