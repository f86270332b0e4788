package org.gan4j.engine.ops;

import com.google.common.primitives.Longs;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The shapes of several inputs.
 *
 * @param type of their values
 * @param all in the order of the inputs
 */
record Shapes(DataType type, List<List<Long>> all) {
  static Shapes of(INDArray[] arrays) {
    return new Shapes(
        arrays[0].dataType(),
        Arrays.stream(arrays).map(array -> Longs.asList(array.shape())).toList());
  }

  long[] shape(int input) {
    return Longs.toArray(all.get(input));
  }

  /** Returns a buffer of each shape. */
  List<Buffer> buffers() {
    return all.stream().map(shape -> new Buffer(type, Longs.toArray(shape))).toList();
  }
}
