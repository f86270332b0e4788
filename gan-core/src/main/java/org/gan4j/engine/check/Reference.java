package org.gan4j.engine.check;

/** A layer in plain Java and double precision, with bounds for the errors of single precision. */
interface Reference {
  /**
   * {@return output and gradients}
   *
   * @param input row by row
   * @param parameters of the layer in the order of Deeplearning4j
   * @param gradient at the output
   */
  Expected at(double[] input, double[] parameters, double[] gradient);
}
