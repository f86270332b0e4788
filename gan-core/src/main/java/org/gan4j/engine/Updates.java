package org.gan4j.engine;

import org.gan4j.engine.update.FusedOptimiser;
import org.gan4j.engine.update.Optimiser;

/** The optimiser steps of a network: each uses up the gradients that wait, and ends the passes. */
final class Updates {
  private final Backbone backbone;
  private final WaitingGradients waiting;
  private final Passes passes;
  private final Optimiser optimiser;
  private Profile profile; // or null
  private int row;

  Updates(Backbone backbone, WaitingGradients waiting, Passes passes) {
    this.backbone = backbone;
    this.waiting = waiting;
    this.passes = passes;
    this.optimiser = new FusedOptimiser(backbone);
  }

  /**
   * Adds the time of steps to a profile from now on.
   *
   * @param target in place of any other
   * @param number of the line there, behind those of the layers
   */
  void time(Profile target, int number) {
    profile = target;
    row = number;
  }

  /**
   * Makes one step.
   *
   * @throws IllegalStateException if no gradients wait
   */
  void step() {
    long begun = System.nanoTime();
    optimiser.step(waiting.take());
    backbone.applyConstraints();
    backbone.iteration(backbone.iteration() + 1);
    passes.end();
    if (profile != null) {
      long nanos = System.nanoTime() - begun;
      profile.add(row, "optimiser", Profile.Kind.UPDATE, nanos, 0);
    }
  }
}
