package org.gan4j.train;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What passes through methods that users override, and so cannot be freed where it was made: it
 * lives until the end of the step.
 */
final class StepArrays {
  private final List<INDArray> arrays = new ArrayList<>();

  /** Returns the array, which is to be freed at the end of the step. */
  INDArray add(INDArray array) {
    arrays.add(array);
    return array;
  }

  /** Returns an array that was added, and has got another owner. */
  INDArray release(INDArray array) {
    arrays.removeIf(each -> each == array);
    return array;
  }

  void free() {
    arrays.forEach(INDArray::close);
    arrays.clear();
  }
}
