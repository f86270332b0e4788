package org.gan4j.engine.check;

import static org.gan4j.engine.check.Bounded.SINGLE;

import java.util.function.DoubleUnaryOperator;

/**
 * An activation function and its slope. Libraries approximate the curved ones by polynomials.
 *
 * @param function at a value
 * @param slope at a value
 */
record ElementWise(DoubleUnaryOperator function, DoubleUnaryOperator slope) implements Reference {
  /** How many roundings an approximation is allowed, of values about 1. */
  private static final int ROUNDINGS = 64;

  @Override
  public Expected at(double[] input, double[] parameters, double[] gradient) {
    Bounded output = new Bounded(input.length);
    Bounded atInput = new Bounded(input.length);
    for (int i = 0; i < input.length; i++) {
      double value = function.applyAsDouble(input[i]);
      output.set(i, value, ROUNDINGS * SINGLE * (1 + Math.abs(value)));
      double back = gradient[i] * slope.applyAsDouble(input[i]);
      atInput.set(i, back, ROUNDINGS * SINGLE * (Math.abs(gradient[i]) + Math.abs(back)));
    }
    return new Expected(output, atInput, new Bounded(0));
  }
}
