package org.gan4j.engine;

import java.util.Arrays;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.gradient.Gradient;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the two kinds of Deeplearning4j networks have in common, but no common type offers. */
interface Backbone {
  /** The batch size to tell DL4J's updater, whose gradients are means over the batch already. */
  int UNDIVIDED = 1;

  /** Returns the network itself. */
  Model model();

  /** Reads what the network computes. */
  Program program();

  /** Returns the layers, in the order of a forward pass. */
  Layer[] layers();

  /** Tells the network what its next pass will be made on, which some of its parts look up. */
  default void input(int number, INDArray input) {}

  /** Returns the array that backward passes write the gradients of all parameters to. */
  INDArray gradients();

  /** Returns how many optimiser steps have been made. */
  int iteration();

  /** Sets how many optimiser steps have been made. */
  void iteration(int count);

  /** Returns how many epochs have been counted; for schedules by epoch. */
  int epoch();

  /** Sets how many epochs have been counted. */
  void epoch(int count);

  /**
   * Returns what keeps the optimiser's state: made by DL4J at the first call, or set by its user.
   */
  Updater updater();

  /**
   * Turns gradients in place into what has to be subtracted from the parameters: gradient clipping,
   * learning-rate schedule, regularisation and updater of the network's own configuration.
   */
  void applyUpdater(Gradient gradient);

  /** Applies the configuration's constraints to the parameters. */
  void applyConstraints();

  /** Makes the layers see the network's counters, which schedules of dropout and the like read. */
  default void synchronise() {
    Arrays.stream(layers())
        .forEach(
            layer -> {
              layer.setIterationCount(iteration());
              layer.setEpochCount(epoch());
            });
  }
}
