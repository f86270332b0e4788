package org.gan4j.engine.plan;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What one step of a pass hands to the next: an array, in the layout that its maker chose. */
public interface Value {
  /** {@return the sizes, the batch first; a copy} */
  long[] shape();

  /**
   * {@return the values as an array, row by row; to be read before the next pass of the step that
   * made them, and not to be written to}
   */
  INDArray array();

  /** {@return the values in an array of the caller's own} */
  INDArray own();

  /**
   * {@return a value over an array that stays as it is}
   *
   * @param array any
   */
  static Value of(INDArray array) {
    return new ArrayValue(array, array.ordering() != 'c' || array.isView());
  }

  /**
   * {@return a value over a buffer that is written over in the next pass}
   *
   * @param buffer lies row by row
   */
  static Value lent(INDArray buffer) {
    return new ArrayValue(buffer, true);
  }

  /**
   * {@return whether an array lies row by row, without gaps} A dimension of one value, as the
   * channels of grey images are, has no stride that matters, which ND4J's own question does not
   * see.
   *
   * @param array any
   */
  static boolean liesInRows(INDArray array) {
    long[] shape = array.shape();
    long[] strides = array.stride();
    long dense = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      if (shape[i] > 1 && strides[i] != dense) {
        return false;
      }
      dense *= shape[i];
    }
    return array.ordering() == 'c';
  }

  /**
   * {@return the same values in another shape}
   *
   * @param shape as many values
   */
  default Value reshape(long... shape) {
    return lent(array().reshape('c', shape));
  }
}
