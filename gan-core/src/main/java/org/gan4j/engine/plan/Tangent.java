package org.gan4j.engine.plan;

import java.util.List;

/**
 * The derivative of a node along directions at its inputs: what a gradient of a gradient takes. It
 * belongs to the node's last forward pass, with its masks and places of maxima, and to its last way
 * back.
 */
public interface Tangent {
  /**
   * {@return the derivative of the output, null if it is zero}
   *
   * <p>The parameters' gradients of the product of {@code gradient} and this derivative are written
   * into the network's own array, as far as they go through the derivative itself; the rest is what
   * {@link #atOutput} and {@link #atInputs} lead to.
   *
   * @param directions one at each input
   * @param gradient at the output, as it was on the last way back
   */
  Value along(List<Value> directions, Value gradient);

  /**
   * {@return what a way back has to begin with at the output, so that it gives the change of the
   * gradients along the directions; null of a node whose gradient is the same all along them}
   */
  default Value atOutput() {
    return null;
  }

  /** {@return the same at the inputs, in their order, null where it is zero; none if all are} */
  default List<Value> atInputs() {
    return List.of();
  }
}
