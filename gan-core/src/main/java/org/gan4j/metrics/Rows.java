package org.gan4j.metrics;

/** Vectors of equal length that can be read a block at a time. */
interface Rows {
  /** {@return how many vectors} */
  int size();

  /** {@return the numbers in one vector} */
  int dimensions();

  /** {@return some of the vectors, one after the other} */
  double[] block(int from, int count);
}
