package org.gan4j.engine.onednn;

import org.bytedeco.dnnl.memory;

/** A way to compute a convolution of any kind, with its activation. */
interface Convolver {
  /** How the input has to lie. */
  memory.desc input();

  /** How the output lies, and the gradient there. */
  memory.desc output();

  /** Computes the output. */
  void forward(memory input, memory output, Calls calls);

  /** Brings the gradient at the output back through the activation; returns what the rest needs. */
  memory back(memory output, Port gradient, Calls calls);

  /** Computes the parameters' gradients from what {@link #back} returned. */
  void toParameters(memory input, memory before, Calls calls);

  /** Computes the gradient at the input from what {@link #back} returned. */
  Plan.ToInput toInput(memory before);
}
