package org.gan4j.engine.ops;

import org.gan4j.engine.plan.Wanted;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One layer for one shape of its input and one mode. All arrays lie row by row; those it returns
 * are its own and written over in the next pass.
 */
interface OpsPlan {
  /** Returns the output, and keeps the input for {@link #backward}. */
  INDArray forward(INDArray input);

  /**
   * Returns the gradient at the input, of no meaning if it is not wanted, maybe null.
   *
   * @param gradient at the output, not written to
   * @param wanted what is to be computed
   */
  INDArray backward(INDArray gradient, Wanted wanted);

  /** Returns the activation behind, if there is one. */
  default Activator activator() {
    return new Activator.Unchanged();
  }
}
