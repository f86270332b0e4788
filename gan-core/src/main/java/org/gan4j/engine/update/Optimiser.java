package org.gan4j.engine.update;

import org.deeplearning4j.nn.gradient.Gradient;

/**
 * Changes the parameters of one network by the gradients in its gradient array. Internal to gan4j.
 */
public interface Optimiser {
  /**
   * Makes one step at the network's present iteration and epoch, without its constraints. What the
   * gradient array holds afterwards means nothing.
   *
   * @param gradient of all parameters
   */
  void step(Gradient gradient);
}
