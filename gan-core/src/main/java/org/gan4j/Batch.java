package org.gan4j;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Samples, and what is given with them: a label as a row of zeros and a one, the picture that a
 * picture is to be made of, pictures of the other kind. Usually nothing is.
 *
 * @param samples {@code [count, ...]}
 * @param given {@code [count, ...]} each
 */
public record Batch(INDArray samples, List<INDArray> given) {
  /**
   * Copies the list, not the arrays.
   *
   * @param samples any
   * @param given as many rows each
   */
  public Batch {
    given = ImmutableList.copyOf(given);
  }

  /**
   * {@return samples, and what is given with them}
   *
   * @param samples any
   * @param given as many rows each
   */
  public static Batch of(INDArray samples, INDArray... given) {
    return new Batch(samples, List.of(given));
  }

  /** {@return how many samples} */
  public int size() {
    return (int) samples.size(0);
  }

  /**
   * {@return something that is given with the samples}
   *
   * @param number of it, from 0
   */
  public INDArray given(int number) {
    return given.get(number);
  }
}
