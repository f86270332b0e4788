package org.gan4j.engine.update;

import org.deeplearning4j.nn.gradient.Gradient;

/** DL4J's own updater, whatever the configuration asks for: one operation after the other. */
record Dl4jOptimiser(UpdatedNetwork network) implements Optimiser {
  @Override
  public void step(Gradient gradient) {
    network.applyUpdater(gradient);
    network.model().params().subi(network.gradients().reshape(network.gradients().length()));
  }
}
