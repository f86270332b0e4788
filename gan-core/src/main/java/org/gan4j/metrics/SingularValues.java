package org.gan4j.metrics;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.bidiagonal.BidiagonalDecompositionRow_MT_DDRM;
import org.ejml.dense.row.decomposition.eig.symm.SymmetricQrAlgorithm_DDRM;

/**
 * Singular values by EJML, each within a few units in the last place of the largest one, whatever
 * the rank: the matrix is made bidiagonal, and of the symmetric tridiagonal matrix with 0 on its
 * diagonal and the bidiagonal's numbers beside it, the eigenvalues are the singular values and
 * their negatives (Golub and Kahan, "Calculating the singular values and pseudo-inverse of a
 * matrix", 1965). Nothing is squared, so small values are not lost.
 */
final class SingularValues {
  private SingularValues() {}

  /**
   * {@return the sum of a matrix' singular values, the trace norm}
   *
   * @param matrix row by row, finite; overwritten
   * @param rows at least as many as columns
   * @param columns at least 1
   */
  static double sum(double[] matrix, int rows, int columns) {
    BidiagonalDecompositionRow_MT_DDRM bidiagonal = new BidiagonalDecompositionRow_MT_DDRM();
    bidiagonal.decompose(DMatrixRMaj.wrap(rows, columns, matrix));
    double[] diagonal = new double[columns];
    double[] above = new double[columns - 1];
    bidiagonal.getDiagonal(diagonal, above);
    double[] beside = new double[2 * columns - 1];
    Arrays.setAll(beside, i -> Math.abs(i % 2 == 0 ? diagonal[i / 2] : above[i / 2]));
    return sumOfEigenvalueSizes(beside) / 2;
  }

  /**
   * {@return the sum of the eigenvalues without their signs}
   *
   * <p>The eigenvalues are moved away from 0 first. EJML takes a number beside the diagonal for 0
   * when it is small beside its neighbours there; these are now as large as the whole matrix, and
   * so rounding errors, which are small beside the whole matrix, cannot keep it from an end. Should
   * it give up all the same, a greater distance lets it stop earlier, and in the end at once.
   *
   * @param beside the numbers beside a diagonal of zeros, from 0
   */
  private static double sumOfEigenvalueSizes(double[] beside) {
    double[] values = new double[beside.length + 1];
    SymmetricQrAlgorithm_DDRM algorithm = new SymmetricQrAlgorithm_DDRM();
    double distance = largest(beside);
    do {
      distance *= 2;
      Arrays.fill(values, distance);
    } while (!algorithm.process(values.length, values, beside.clone()));
    double sum = 0;
    for (double value : values) {
      sum += Math.abs(value - distance);
    }
    return sum;
  }

  /** {@return a bound of the eigenvalues, by Gershgorin's circles} */
  private static double largest(double[] beside) {
    double largest = beside[0];
    for (int i = 1; i < beside.length; i++) {
      largest = Math.max(largest, beside[i - 1] + beside[i]);
    }
    return largest;
  }
}
