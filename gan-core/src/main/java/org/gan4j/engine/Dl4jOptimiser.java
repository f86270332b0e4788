package org.gan4j.engine;

import org.deeplearning4j.nn.gradient.Gradient;

/** DL4J's own updater, whatever the configuration asks for: one operation after the other. */
record Dl4jOptimiser(Backbone backbone) implements Optimiser {
  @Override
  public void step(Gradient gradient) {
    backbone.applyUpdater(gradient);
    backbone.model().params().subi(backbone.gradients().reshape(backbone.gradients().length()));
  }
}
