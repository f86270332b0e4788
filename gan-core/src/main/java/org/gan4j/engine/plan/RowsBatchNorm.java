package org.gan4j.engine.plan;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.nd4j.linalg.factory.Nd4j;

/**
 * BatchNorm of a matrix {@code [batch, size]} in Java, some columns a thread. oneDNN lets its
 * threads wait for each other in the middle, actively: where one of them is late because the
 * processor has other work, that takes a hundred times as long as the arithmetic.
 */
public final class RowsBatchNorm {
  /** Values from which on oneDNN's code is worth the waiting. */
  private static final long LARGE = 1_000_000;

  /** Columns at a time, so that their values stay in the second-level cache. */
  private static final int COLUMNS = 256;

  private final int rows;
  private final int columns;
  private final float epsilon;
  private final List<Block> blocks = new ArrayList<>();

  /**
   * Creates what normalises matrices of one shape.
   *
   * @param rows of a matrix
   * @param columns of a matrix, each of which is normalised by itself
   * @param epsilon added to variances
   */
  public RowsBatchNorm(long rows, long columns, double epsilon) {
    this.rows = Math.toIntExact(rows);
    this.columns = Math.toIntExact(columns);
    this.epsilon = (float) epsilon;
    for (int start = 0; start < this.columns; start += COLUMNS) {
      blocks.add(new Block(start, Math.min(COLUMNS, this.columns - start)));
    }
  }

  /**
   * {@return whether a matrix is small enough to be faster here}
   *
   * @param rows of the matrix
   * @param columns of the matrix
   */
  public static boolean suits(long rows, long columns) {
    return rows * columns < LARGE;
  }

  /**
   * Normalises.
   *
   * @param from the matrix, row by row
   * @param parameters gamma, then beta
   * @param means is written: each column's
   * @param variances is written: each column's, over all rows
   * @param to is written: the normalised matrix
   */
  public void forward(
      FloatBuffer from,
      FloatBuffer parameters,
      FloatBuffer means,
      FloatBuffer variances,
      FloatBuffer to) {
    each(block -> block.forward(from, parameters, means, variances, to));
  }

  /** Does the columns' work, by as many threads as ND4J may use for an operation. */
  private void each(Consumer<Block> work) {
    boolean several = blocks.size() > 1 && Nd4j.getEnvironment().maxMasterThreads() > 1;
    (several ? blocks.parallelStream() : blocks.stream()).forEach(work);
  }

  /**
   * Brings a gradient back through the normalisation and its statistics.
   *
   * @param from the matrix that was normalised
   * @param parameters gamma, then beta
   * @param means each column's
   * @param variances each column's
   * @param incoming the gradient at the normalised matrix
   * @param ofParameters is written: the gradient of gamma, then of beta
   * @param to is written: the gradient at the matrix
   */
  public void backward(
      FloatBuffer from,
      FloatBuffer parameters,
      FloatBuffer means,
      FloatBuffer variances,
      FloatBuffer incoming,
      FloatBuffer ofParameters,
      FloatBuffer to) {
    each(block -> block.backward(from, parameters, means, variances, incoming, ofParameters, to));
  }

  /** Some columns, with room for their values. */
  private final class Block {
    private final int start;
    private final int count;
    private final float[] values;
    private final float[] gradients;
    private final float[][] ofColumns = new float[6][COLUMNS];

    Block(int start, int count) {
      this.start = start;
      this.count = count;
      this.values = new float[rows * count];
      this.gradients = values.clone();
    }

    void forward(
        FloatBuffer from,
        FloatBuffer parameters,
        FloatBuffer means,
        FloatBuffer variances,
        FloatBuffer to) {
      float[] m = ofColumns[0];
      float[] v = ofColumns[1];
      float[] gamma = ofColumns[2];
      float[] beta = ofColumns[3];
      read(from, values);
      parameters.get(start, gamma, 0, count);
      parameters.get(columns + start, beta, 0, count);
      statistics(m, v);
      means.put(start, m, 0, count);
      variances.put(start, v, 0, count);
      for (int c = 0; c < count; c++) {
        gamma[c] /= (float) Math.sqrt(v[c] + epsilon);
        beta[c] -= m[c] * gamma[c];
      }
      for (int r = 0; r < rows; r++) {
        int row = r * count;
        for (int c = 0; c < count; c++) {
          values[row + c] = values[row + c] * gamma[c] + beta[c];
        }
      }
      write(values, to);
    }

    void backward(
        FloatBuffer from,
        FloatBuffer parameters,
        FloatBuffer means,
        FloatBuffer variances,
        FloatBuffer incoming,
        FloatBuffer ofParameters,
        FloatBuffer to) {
      float[] m = ofColumns[0];
      float[] inverse = ofColumns[1];
      float[] gamma = ofColumns[2];
      float[] ofGamma = ofColumns[3];
      float[] ofBeta = ofColumns[4];
      read(from, values);
      read(incoming, gradients);
      parameters.get(start, gamma, 0, count);
      means.get(start, m, 0, count);
      variances.get(start, inverse, 0, count);
      for (int c = 0; c < count; c++) {
        inverse[c] = 1 / (float) Math.sqrt(inverse[c] + epsilon);
      }
      sums(m, inverse, ofGamma, ofBeta);
      ofParameters.put(start, ofGamma, 0, count);
      ofParameters.put(columns + start, ofBeta, 0, count);
      toInput(m, inverse, gamma, ofGamma, ofBeta);
      write(gradients, to);
    }

    private void statistics(float[] mean, float[] variance) {
      Arrays.fill(mean, 0);
      Arrays.fill(variance, 0);
      for (int r = 0; r < rows; r++) {
        int row = r * count;
        for (int c = 0; c < count; c++) {
          mean[c] += values[row + c];
        }
      }
      for (int c = 0; c < count; c++) {
        mean[c] /= rows;
      }
      for (int r = 0; r < rows; r++) {
        int row = r * count;
        for (int c = 0; c < count; c++) {
          float distance = values[row + c] - mean[c];
          variance[c] += distance * distance;
        }
      }
      for (int c = 0; c < count; c++) {
        variance[c] /= rows;
      }
    }

    private void sums(float[] mean, float[] inverse, float[] ofGamma, float[] ofBeta) {
      Arrays.fill(ofGamma, 0);
      Arrays.fill(ofBeta, 0);
      for (int r = 0; r < rows; r++) {
        int row = r * count;
        for (int c = 0; c < count; c++) {
          ofBeta[c] += gradients[row + c];
          ofGamma[c] += gradients[row + c] * (values[row + c] - mean[c]);
        }
      }
      for (int c = 0; c < count; c++) {
        ofGamma[c] *= inverse[c];
      }
    }

    /** {@code gamma / deviation * (g - mean(g) - normalised * mean(g * normalised))}. */
    private void toInput(
        float[] mean, float[] inverse, float[] gamma, float[] ofGamma, float[] ofBeta) {
      float[] slope = ofColumns[5];
      for (int c = 0; c < count; c++) {
        gamma[c] *= inverse[c];
        slope[c] = inverse[c] * ofGamma[c] / rows;
        ofBeta[c] = ofBeta[c] / rows - mean[c] * slope[c];
      }
      for (int r = 0; r < rows; r++) {
        int row = r * count;
        for (int c = 0; c < count; c++) {
          gradients[row + c] =
              gamma[c] * (gradients[row + c] - ofBeta[c] - values[row + c] * slope[c]);
        }
      }
    }

    private void read(FloatBuffer from, float[] to) {
      for (int r = 0; r < rows; r++) {
        from.get(r * columns + start, to, r * count, count);
      }
    }

    private void write(float[] from, FloatBuffer to) {
      for (int r = 0; r < rows; r++) {
        to.put(r * columns + start, from, r * count, count);
      }
    }
  }
}
