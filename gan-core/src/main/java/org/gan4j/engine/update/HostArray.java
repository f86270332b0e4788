package org.gan4j.engine.update;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A flat array of a network as Java reads and writes it: whole stretches, in double precision
 * whatever the array's own is.
 */
interface HostArray {
  /** Reads as many values as there is room for, from an index on. */
  void get(int from, double[] values);

  /** Writes values from an index on. */
  void put(int from, double[] values);

  /**
   * Returns an array of parameters or gradients.
   *
   * @throws IllegalArgumentException if it is in neither single nor double precision
   */
  static HostArray of(INDArray array) {
    Nd4j.getAffinityManager().ensureLocation(array, Location.HOST);
    return switch (array.dataType()) {
      case FLOAT ->
          new OfFloats(
              array,
              new FloatPointer(array.data().addressPointer()).capacity(array.length()).asBuffer());
      case DOUBLE ->
          new OfDoubles(
              array,
              new DoublePointer(array.data().addressPointer()).capacity(array.length()).asBuffer());
      default ->
          throw new IllegalArgumentException(
              "weights of type %s cannot be normalised: build the network with FLOAT or DOUBLE"
                  .formatted(array.dataType()));
    };
  }

  /** In single precision. */
  record OfFloats(INDArray array, FloatBuffer memory) implements HostArray {
    @Override
    public void get(int from, double[] values) {
      for (int i = 0; i < values.length; i++) {
        values[i] = memory.get(from + i);
      }
    }

    @Override
    public void put(int from, double[] values) {
      for (int i = 0; i < values.length; i++) {
        memory.put(from + i, (float) values[i]);
      }
      Nd4j.getAffinityManager().tagLocation(array, Location.HOST); // a GPU has not seen it yet
    }
  }

  /** In double precision. */
  record OfDoubles(INDArray array, DoubleBuffer memory) implements HostArray {
    @Override
    public void get(int from, double[] values) {
      memory.get(from, values);
    }

    @Override
    public void put(int from, double[] values) {
      memory.put(from, values);
      Nd4j.getAffinityManager().tagLocation(array, Location.HOST);
    }
  }
}
