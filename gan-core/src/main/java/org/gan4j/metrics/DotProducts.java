package org.gan4j.metrics;

import org.bytedeco.javacpp.DoublePointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * All dot products of two blocks of vectors, by one product of matrices in double precision. Calls
 * for blocks of the same size use the same memory: fresh megabytes cost more than the product. For
 * one thread.
 */
final class DotProducts implements AutoCloseable {
  private final int dimensions;
  private INDArray left = matrix(1, 1);
  private INDArray right = matrix(1, 1);
  private INDArray products = matrix(1, 1);
  private double[] values = {};

  /**
   * Creates a place for products.
   *
   * @param dimensions numbers in each vector
   */
  DotProducts(int dimensions) {
    this.dimensions = dimensions;
  }

  /** {@return the dot products of some vectors with others, see {@link #of(double[], double[])}} */
  static double[] of(double[] a, double[] b, int dimensions) {
    try (DotProducts products = new DotProducts(dimensions)) {
      return products.of(a, b);
    }
  }

  /**
   * {@return the dot product of the i-th vector of {@code a} with the j-th of {@code b} at {@code i
   * * (number of b) + j}; overwritten by the next call}
   *
   * @param a vectors, one after the other
   * @param b vectors, one after the other
   */
  double[] of(double[] a, double[] b) {
    // Vectors are columns, as BLAS stores matrices: so no copy is made to turn one around.
    left = columns(left, b);
    right = columns(right, a);
    products = matrix(products, b.length / dimensions, a.length / dimensions);
    Nd4j.gemm(left, right, products, true, false, 1, 0);
    return readProducts();
  }

  private INDArray columns(INDArray old, double[] vectors) {
    INDArray columns = matrix(old, dimensions, vectors.length / dimensions);
    new DoublePointer(columns.data().pointer()).put(vectors);
    Nd4j.getAffinityManager().tagLocation(columns, Location.HOST); // a GPU has not seen it yet
    return columns;
  }

  /** As one block: ND4J's own method takes value by value. */
  private double[] readProducts() {
    Nd4j.getAffinityManager().ensureLocation(products, Location.HOST);
    if (values.length != products.length()) {
      values = new double[(int) products.length()];
    }
    new DoublePointer(products.data().pointer()).get(values);
    return values;
  }

  private static INDArray matrix(INDArray old, int rows, int columns) {
    if (old.rows() == rows && old.columns() == columns) {
      return old;
    }
    old.close();
    return matrix(rows, columns);
  }

  private static INDArray matrix(int rows, int columns) {
    return Nd4j.createUninitialized(DataType.DOUBLE, new long[] {rows, columns}, 'f');
  }

  @Override
  public void close() {
    left.close();
    right.close();
    products.close();
  }
}
