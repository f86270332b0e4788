package org.gan4j.engine.plan;

/**
 * What a backward pass is asked for.
 *
 * @param parameters the gradients of the parameters
 * @param input the gradients at the inputs
 */
public record Wanted(boolean parameters, boolean input) {
  /** {@return whether anything is} */
  public boolean anything() {
    return parameters || input;
  }
}
