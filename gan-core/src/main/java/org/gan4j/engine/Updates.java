package org.gan4j.engine;

import java.util.Optional;
import org.deeplearning4j.nn.gradient.Gradient;
import org.gan4j.engine.update.FusedOptimiser;
import org.gan4j.engine.update.Optimiser;
import org.gan4j.engine.update.SpectralWeights;

/** The optimiser steps of a network: each uses up the gradients that wait, and ends the passes. */
final class Updates {
  private final Backbone backbone;
  private final WaitingGradients waiting;
  private final Passes passes;
  private final Optimiser optimiser;
  private Optional<SpectralWeights> spectral = Optional.empty();
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

  /** Normalises the weights now and after each step; what waits for one is forgotten. */
  SpectralWeights normalise(long seed) {
    SpectralWeights weights = SpectralWeights.of(backbone, backbone.layers(), seed);
    spectral = Optional.of(weights);
    passes.end();
    waiting.clear();
    return weights;
  }

  /** Goes on with parameters that another network had. */
  void replaced() {
    spectral.ifPresent(SpectralWeights::replaced);
  }

  /**
   * Makes one step.
   *
   * @throws IllegalStateException if no gradients wait
   */
  void step() {
    long begun = System.nanoTime();
    Gradient gradient = waiting.take();
    spectral.ifPresent(SpectralWeights::toRaw);
    optimiser.step(gradient);
    backbone.applyConstraints();
    spectral.ifPresent(SpectralWeights::normalise);
    backbone.iteration(backbone.iteration() + 1);
    passes.end();
    if (profile != null) {
      long nanos = System.nanoTime() - begun;
      profile.add(row, "optimiser", Profile.Kind.UPDATE, nanos, 0);
    }
  }
}
