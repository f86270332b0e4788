package org.gan4j.engine.onednn;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.IdentityHashMap;
import org.bytedeco.dnnl.memory;

/**
 * BatchNorm of a small matrix {@code [batch, size]} in Java, by one thread. oneDNN lets its threads
 * wait for each other in the middle, actively: where one of them is late because the processor has
 * other work, that takes a hundred times as long as the arithmetic.
 */
final class RowsBatchNorm {
  /** Values from which on several threads are worth waiting for. */
  private static final long LARGE = 100_000;

  /** Columns at a time, so that their values stay in the second-level cache. */
  private static final int COLUMNS = 256;

  private final int rows;
  private final int columns;
  private final float epsilon;
  private final float[] values;
  private final float[] gradients;
  private final float[][] ofColumns = new float[6][COLUMNS];
  private final IdentityHashMap<memory, Floats> known =
      new IdentityHashMap<>(); // each is given again and again

  RowsBatchNorm(long rows, long columns, double epsilon) {
    this.rows = Math.toIntExact(rows);
    this.columns = Math.toIntExact(columns);
    this.epsilon = (float) epsilon;
    this.values = new float[this.rows * Math.min(COLUMNS, this.columns)];
    this.gradients = values.clone();
  }

  static boolean suits(long rows, long columns) {
    return rows * columns < LARGE;
  }

  /**
   * Normalises.
   *
   * @param scaleShift gamma, then beta
   * @param mean is written: each column's
   * @param variance is written: each column's, over all rows
   */
  void forward(memory input, memory scaleShift, memory mean, memory variance, memory output) {
    FloatBuffer from = floats(input);
    FloatBuffer parameters = floats(scaleShift);
    FloatBuffer means = floats(mean);
    FloatBuffer variances = floats(variance);
    FloatBuffer to = floats(output);
    float[] m = ofColumns[0];
    float[] v = ofColumns[1];
    float[] gamma = ofColumns[2];
    float[] beta = ofColumns[3];
    for (int start = 0; start < columns; start += COLUMNS) {
      int count = Math.min(COLUMNS, columns - start);
      read(from, start, count, values);
      parameters.get(start, gamma, 0, count);
      parameters.get(columns + start, beta, 0, count);
      statistics(count, m, v);
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
      write(values, start, count, to);
    }
  }

  private void statistics(int count, float[] mean, float[] variance) {
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

  /**
   * Brings a gradient back through the normalisation and its statistics.
   *
   * @param atParameters is written: the gradient of gamma, then of beta
   * @param atInput is written
   */
  void backward(
      memory input,
      memory scaleShift,
      memory mean,
      memory variance,
      memory gradient,
      memory atParameters,
      memory atInput) {
    FloatBuffer from = floats(input);
    FloatBuffer parameters = floats(scaleShift);
    FloatBuffer means = floats(mean);
    FloatBuffer variances = floats(variance);
    FloatBuffer incoming = floats(gradient);
    FloatBuffer ofParameters = floats(atParameters);
    FloatBuffer to = floats(atInput);
    float[] m = ofColumns[0];
    float[] inverse = ofColumns[1];
    float[] gamma = ofColumns[2];
    float[] ofGamma = ofColumns[3];
    float[] ofBeta = ofColumns[4];
    for (int start = 0; start < columns; start += COLUMNS) {
      int count = Math.min(COLUMNS, columns - start);
      read(from, start, count, values);
      read(incoming, start, count, gradients);
      parameters.get(start, gamma, 0, count);
      means.get(start, m, 0, count);
      variances.get(start, inverse, 0, count);
      for (int c = 0; c < count; c++) {
        inverse[c] = 1 / (float) Math.sqrt(inverse[c] + epsilon);
      }
      sums(count, m, inverse, ofGamma, ofBeta);
      ofParameters.put(start, ofGamma, 0, count);
      ofParameters.put(columns + start, ofBeta, 0, count);
      toInput(count, m, inverse, gamma, ofGamma, ofBeta);
      write(gradients, start, count, to);
    }
  }

  private void sums(int count, float[] mean, float[] inverse, float[] ofGamma, float[] ofBeta) {
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
      int count, float[] mean, float[] inverse, float[] gamma, float[] ofGamma, float[] ofBeta) {
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

  private void read(FloatBuffer from, int start, int count, float[] to) {
    for (int r = 0; r < rows; r++) {
      from.get(r * columns + start, to, r * count, count);
    }
  }

  private void write(float[] from, int start, int count, FloatBuffer to) {
    for (int r = 0; r < rows; r++) {
      to.put(r * columns + start, from, r * count, count);
    }
  }

  private FloatBuffer floats(memory values) {
    return known.computeIfAbsent(values, Floats::new).buffer();
  }
}
