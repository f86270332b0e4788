package org.gan4j.engine.check;

import static org.gan4j.engine.check.Bounded.SINGLE;

/**
 * The largest or the mean value of each 2x2 pixels, in planes of even width.
 *
 * @param largest or the mean
 * @param width of a plane
 */
record PoolingReference(boolean largest, int width) implements Reference {
  private static final int CELLS = 4;

  @Override
  public Expected at(double[] input, double[] parameters, double[] gradient) {
    Bounded output = new Bounded(gradient.length);
    Bounded atInput = new Bounded(input.length);
    for (int o = 0; o < gradient.length; o++) {
      int best = cell(o, 0);
      double sum = 0;
      double size = 0;
      for (int k = 0; k < CELLS; k++) {
        double value = input[cell(o, k)];
        best = value > input[best] ? cell(o, k) : best;
        sum += value;
        size += Math.abs(value);
      }
      if (largest) {
        output.set(o, input[best], 0);
        atInput.set(best, gradient[o], 0);
      } else {
        output.set(o, sum / CELLS, 2 * CELLS * SINGLE * size / CELLS);
        for (int k = 0; k < CELLS; k++) {
          double share = gradient[o] / CELLS;
          atInput.set(cell(o, k), share, 2 * SINGLE * Math.abs(share));
        }
      }
    }
    return new Expected(output, atInput, new Bounded(0));
  }

  private int cell(int output, int k) {
    int row = output / (width / 2) * 2 + k / 2;
    int column = output % (width / 2) * 2 + k % 2;
    return row * width + column;
  }
}
