package org.gan4j.engine.update;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;

/**
 * One weight matrix W, a row for each output of its layer, and what is known of its largest
 * singular value. The network's array holds W / sigma, but for the time of an update, in which it
 * holds W. It lies there as {@code [blocks, rows, length]}: in one block, unless inputs come before
 * outputs, as in transposed convolutions.
 */
final class SpectralMatrix {
  private static final int FIRST_ITERATIONS = 15;
  private static final double ALIKE = 1e-4;

  private final int begin;
  private final int blocks;
  private final int rows;
  private final int length;
  private double[] u; // of length 1, a value for each row
  private double[] v; // of length 1, a value for each column
  private double sigma = 1; // u' W v; 1 of a matrix of zeros, which nothing can be divided by

  /**
   * Knows where a matrix lies in the arrays of parameters and gradients.
   *
   * @param begin the index of its first value
   * @param random what power iterations begin with
   */
  SpectralMatrix(int begin, int blocks, int rows, int length, SplittableRandom random) {
    this.begin = begin;
    this.blocks = blocks;
    this.rows = rows;
    this.length = length;
    this.u = normal(rows, random);
    this.v = normal(blocks * length, random);
  }

  private static double[] normal(int count, SplittableRandom random) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextGaussian();
    }
    return ofLengthOne(values, values);
  }

  private static double[] ofLengthOne(double[] values, double[] otherwise) {
    double norm = norm(values);
    if (norm == 0) {
      return otherwise;
    }
    double[] divided = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      divided[i] = values[i] / norm;
    }
    return divided;
  }

  private static double norm(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  /** Takes what lies in the network's array for W, and normalises it there. */
  void begin(HostArray weights) {
    for (int i = 1; i < FIRST_ITERATIONS; i++) {
      iterate(weights);
    }
    normalise(weights);
  }

  /** Begins anew if what lies in the network's array is not W / sigma, but another matrix. */
  void beginUnlessKnown(HostArray weights) {
    double one = 0;
    double[] timesV = timesV(weights);
    for (int row = 0; row < rows; row++) {
      one += u[row] * timesV[row];
    }
    if (!(Math.abs(one - 1) < ALIKE)) {
      begin(weights);
    }
  }

  /**
   * Turns W / sigma into W, and gradients G at the one into those at the other, {@code (G - <G, W /
   * sigma> u v') / sigma}: sigma depends on W too.
   */
  void toRaw(HostArray weights, HostArray gradients) {
    double alongSigma = product(weights, gradients);
    double[] some = new double[length];
    for (int i = 0; i < blocks * rows; i++) {
      gradients.get(at(i), some);
      double share = alongSigma * u[row(i)];
      for (int k = 0; k < length; k++) {
        some[k] = (some[k] - share * v[column(i) + k]) / sigma;
      }
      gradients.put(at(i), some);
    }
    multiply(weights, sigma);
  }

  /** Makes one power iteration and turns W into W / sigma. */
  void normalise(HostArray weights) {
    iterate(weights);
    multiply(weights, 1 / sigma);
  }

  private void iterate(HostArray weights) {
    v = ofLengthOne(timesU(weights), v);
    double[] timesV = timesV(weights);
    u = ofLengthOne(timesV, u);
    double norm = norm(timesV);
    sigma = norm == 0 ? 1 : norm;
  }

  private double[] timesU(HostArray weights) {
    double[] sums = new double[blocks * length];
    double[] some = new double[length];
    for (int i = 0; i < blocks * rows; i++) {
      weights.get(at(i), some);
      for (int k = 0; k < length; k++) {
        sums[column(i) + k] += u[row(i)] * some[k];
      }
    }
    return sums;
  }

  private double[] timesV(HostArray weights) {
    double[] sums = new double[rows];
    double[] some = new double[length];
    for (int i = 0; i < blocks * rows; i++) {
      weights.get(at(i), some);
      double sum = 0;
      for (int k = 0; k < length; k++) {
        sum += some[k] * v[column(i) + k];
      }
      sums[row(i)] += sum;
    }
    return sums;
  }

  private double product(HostArray weights, HostArray gradients) {
    double sum = 0;
    double[] some = new double[length];
    double[] others = new double[length];
    for (int i = 0; i < blocks * rows; i++) {
      weights.get(at(i), some);
      gradients.get(at(i), others);
      for (int k = 0; k < length; k++) {
        sum += some[k] * others[k];
      }
    }
    return sum;
  }

  private void multiply(HostArray weights, double factor) {
    double[] some = new double[length];
    for (int i = 0; i < blocks * rows; i++) {
      weights.get(at(i), some);
      for (int k = 0; k < length; k++) {
        some[k] *= factor;
      }
      weights.put(at(i), some);
    }
  }

  private int at(int stretch) {
    return begin + stretch * length;
  }

  private int row(int stretch) {
    return stretch % rows;
  }

  private int column(int stretch) {
    return stretch / rows * length;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeDouble(sigma);
    write(out, u);
    write(out, v);
  }

  private static void write(DataOutputStream out, double[] values) throws IOException {
    out.writeInt(values.length);
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  /**
   * Reads what {@link #write} has written, and changes nothing.
   *
   * @return what takes it over
   * @throws IOException if it is of another matrix
   */
  Runnable read(DataInputStream in) throws IOException {
    double readSigma = in.readDouble();
    if (!(readSigma > 0 && readSigma < Double.POSITIVE_INFINITY)) {
      throw new IOException("a singular value of %s makes no sense".formatted(readSigma));
    }
    double[] readU = read(in, rows);
    double[] readV = read(in, blocks * length);
    return () -> {
      sigma = readSigma;
      u = readU;
      v = readV;
    };
  }

  private static double[] read(DataInputStream in, int count) throws IOException {
    int written = in.readInt();
    if (written != count) {
      throw new IOException(
          "a singular vector of %s values is none of a matrix with %s".formatted(written, count));
    }
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.readDouble();
    }
    return values;
  }
}
