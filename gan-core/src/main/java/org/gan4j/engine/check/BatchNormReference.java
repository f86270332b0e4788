package org.gan4j.engine.check;

import static org.gan4j.engine.check.Bounded.SINGLE;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * BatchNorm in training mode, channel by channel. Its parameters here are gamma and beta.
 *
 * @param channels of the images
 * @param plane pixels of one channel of one image
 * @param epsilon is added to the variance
 */
record BatchNormReference(int channels, int plane, double epsilon) implements Reference {
  @Override
  public Expected at(double[] input, double[] parameters, double[] gradient) {
    Expected expected =
        new Expected(
            new Bounded(input.length), new Bounded(input.length), new Bounded(2 * channels));
    for (int c = 0; c < channels; c++) {
      new Channel(indices(c, input.length), input, gradient)
          .fill(expected, c, parameters[c], parameters[channels + c]);
    }
    return expected;
  }

  private int[] indices(int channel, int length) {
    return IntStream.range(0, length).filter(i -> i / plane % channels == channel).toArray();
  }

  /** One channel: statistics first, each with what rounding does to it. */
  private final class Channel {
    private final int[] indices;
    private final double[] x;
    private final double[] g;
    private final double roundings; // of a sum over the channel
    private final double mean;
    private final double size; // the mean absolute value
    private final double scale; // one over the standard deviation
    private final double spread; // the mean square in units of the variance, 1 without a mean

    Channel(int[] indices, double[] x, double[] g) {
      this.indices = indices;
      this.x = x;
      this.g = g;
      roundings = (indices.length + 8) * SINGLE;
      mean = mean(i -> x[i]);
      size = mean(i -> Math.abs(x[i]));
      double variance = mean(i -> (x[i] - mean) * (x[i] - mean)) + epsilon;
      scale = 1 / Math.sqrt(variance);
      spread = mean(i -> x[i] * x[i]) / variance;
    }

    private double mean(IntToDoubleFunction value) {
      double sum = 0;
      for (int i : indices) {
        sum += value.applyAsDouble(i);
      }
      return sum / indices.length;
    }

    private double normal(int i) {
      return (x[i] - mean) * scale;
    }

    private double error(int i) {
      return roundings * ((Math.abs(x[i]) + size) * scale + Math.abs(normal(i)) * (1 + 2 * spread));
    }

    void fill(Expected expected, int c, double gamma, double beta) {
      double meanG = mean(i -> g[i]);
      double sizeG = mean(i -> Math.abs(g[i]));
      double along = mean(i -> g[i] * normal(i));
      double sizeAlong = mean(i -> Math.abs(g[i] * normal(i)));
      double errorAlong = mean(i -> Math.abs(g[i]) * error(i)) + roundings * sizeAlong;
      int n = indices.length;
      expected.atParameters().set(c, n * along, n * errorAlong);
      expected.atParameters().set(channels + c, n * meanG, n * roundings * sizeG);
      for (int i : indices) {
        double value = gamma * normal(i) + beta;
        expected
            .output()
            .set(i, value, Math.abs(gamma) * error(i) + 4 * SINGLE * (Math.abs(beta) + 1));
        double back = gamma * scale * (g[i] - meanG - normal(i) * along);
        double parts = Math.abs(g[i]) + sizeG + Math.abs(normal(i)) * sizeAlong;
        double bound =
            roundings * parts * (2 + 2 * spread)
                + error(i) * Math.abs(along)
                + Math.abs(normal(i)) * errorAlong;
        expected.atInput().set(i, back, Math.abs(gamma) * scale * bound);
      }
    }
  }
}
