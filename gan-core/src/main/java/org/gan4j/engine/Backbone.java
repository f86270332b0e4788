package org.gan4j.engine;

import java.util.Arrays;
import org.deeplearning4j.nn.api.Layer;
import org.gan4j.engine.update.UpdatedNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the two kinds of Deeplearning4j networks have in common, but no common type offers. */
interface Backbone extends UpdatedNetwork {
  /** The batch size to tell DL4J's updater, whose gradients are means over the batch already. */
  int UNDIVIDED = 1;

  /** Reads what the network computes. */
  Program program();

  /** Returns the layers, in the order of a forward pass. */
  Layer[] layers();

  /** Tells the network what its next pass will be made on, which some of its parts look up. */
  default void input(int number, INDArray input) {}

  /** Sets how many optimiser steps have been made. */
  void iteration(int count);

  /** Sets how many epochs have been counted. */
  void epoch(int count);

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
