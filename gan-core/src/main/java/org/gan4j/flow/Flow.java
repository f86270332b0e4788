package org.gan4j.flow;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An array on a {@link Tape}, and where it came from. It is there until the step ends. */
public final class Flow {
  private final INDArray array;
  private final Crossing origin; // null of what was given

  Flow(INDArray array, Crossing origin) {
    this.array = array;
    this.origin = origin;
  }

  /** {@return the values; the tape's, not to be changed, closed or kept: {@link #keep} copies} */
  public INDArray array() {
    return array;
  }

  /** {@return a copy of the values, the caller's} */
  public INDArray keep() {
    return array.dup();
  }

  /** {@return how many samples, scores or whatever else this is} */
  public int count() {
    return (int) array.size(0);
  }

  /**
   * {@return all that came out of the same link in the same run, this among it, in the order of the
   * link's outputs: beside a discriminator's scores what else it says}
   */
  public List<Flow> siblings() {
    return origin == null ? List.of(this) : origin.outputs();
  }

  /** Returns what it came out of, or null. */
  Crossing origin() {
    return origin;
  }
}
