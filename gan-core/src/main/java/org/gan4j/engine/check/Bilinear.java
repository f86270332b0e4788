package org.gan4j.engine.check;

import static org.gan4j.engine.check.Bounded.SINGLE;

/**
 * What all layers of weights are: each output is a sum of inputs times weights. Only which ones
 * differs, and the same triples give the gradients: at the input, of gradients times weights; at
 * the weights, of gradients times inputs.
 */
final class Bilinear implements Reference {
  /** For an input that is always 1: its weights are biases. */
  static final int ONE = -1;

  private final Taps taps;
  private final int outputs;

  /** Creates a layer of as many outputs in all examples together. */
  Bilinear(int outputs, Taps taps) {
    this.outputs = outputs;
    this.taps = taps;
  }

  /** All products of a layer. */
  interface Taps {
    /** Tells of each product once. */
    void each(Tap tap);
  }

  /** Hears of products. */
  interface Tap {
    /** Hears that an input, or {@link #ONE}, times a weight is a part of an output. */
    void at(int output, int input, int weight);
  }

  @Override
  public Expected at(double[] input, double[] parameters, double[] gradient) {
    Sums output = new Sums(outputs);
    Sums atInput = new Sums(input.length);
    Sums atParameters = new Sums(parameters.length);
    taps.each(
        (o, i, w) -> {
          output.add(o, i == ONE ? parameters[w] : input[i] * parameters[w]);
          atParameters.add(w, i == ONE ? gradient[o] : input[i] * gradient[o]);
          if (i != ONE) {
            atInput.add(i, gradient[o] * parameters[w]);
          }
        });
    return new Expected(
        output.bounded(SINGLE), atInput.bounded(SINGLE), atParameters.bounded(SINGLE));
  }
}
