package org.gan4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/** An endless stream of latents. {@link Latents#source} makes the usual ones. */
public interface LatentSource {
  /** {@return how many values one latent vector has} */
  int size();

  /**
   * {@return the next latents, a new array {@code [count, size]} of ND4J's default floating point
   * type, which belongs to the caller, who may {@code close()} it}
   *
   * @param count how many latent vectors, at least 1
   * @throws IllegalArgumentException if {@code count} is below 1
   */
  INDArray sample(int count);
}
