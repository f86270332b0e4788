package org.gan4j.engine;

import org.deeplearning4j.nn.gradient.Gradient;

/** Changes the parameters of one network by the gradients in its gradient array. */
interface Optimiser {
  /**
   * Makes one step at the network's present iteration and epoch, without its constraints. What the
   * gradient array holds afterwards means nothing.
   */
  void step(Gradient gradient);
}
