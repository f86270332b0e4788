package org.gan4j.metrics;

import org.bytedeco.javacpp.DoublePointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** All dot products of two blocks of vectors, by one product of matrices in double precision. */
final class DotProducts {
  private DotProducts() {}

  /**
   * {@return the dot product of the i-th vector of {@code a} with the j-th of {@code b} at {@code i
   * * (number of b) + j}}
   *
   * @param a vectors, one after the other
   * @param b vectors, one after the other
   * @param dimensions numbers in each vector
   */
  static double[] of(double[] a, double[] b, int dimensions) {
    // Vectors are columns, as BLAS stores matrices: so no copy is made to turn one around.
    try (INDArray left = columns(b, dimensions);
        INDArray right = columns(a, dimensions);
        INDArray products = matrix(b.length / dimensions, a.length / dimensions)) {
      Nd4j.gemm(left, right, products, true, false, 1, 0);
      return values(products);
    }
  }

  private static INDArray columns(double[] vectors, int dimensions) {
    INDArray columns = matrix(dimensions, vectors.length / dimensions);
    new DoublePointer(columns.data().pointer()).put(vectors);
    Nd4j.getAffinityManager().tagLocation(columns, Location.HOST); // a GPU has not seen it yet
    return columns;
  }

  /** As one block: ND4J's own method takes value by value. */
  private static double[] values(INDArray array) {
    Nd4j.getAffinityManager().ensureLocation(array, Location.HOST);
    double[] values = new double[(int) array.length()];
    new DoublePointer(array.data().pointer()).get(values);
    return values;
  }

  private static INDArray matrix(int rows, int columns) {
    return Nd4j.createUninitialized(DataType.DOUBLE, new long[] {rows, columns}, 'f');
  }
}
