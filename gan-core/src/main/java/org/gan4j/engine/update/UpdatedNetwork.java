package org.gan4j.engine.update;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.gradient.Gradient;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A network as its optimiser sees it. Internal to gan4j: the engine's networks are such. */
public interface UpdatedNetwork {
  /** {@return the network itself} */
  Model model();

  /** {@return the array that backward passes write the gradients of all parameters to} */
  INDArray gradients();

  /** {@return how many optimiser steps have been made} */
  int iteration();

  /** {@return how many epochs have been counted; for schedules by epoch} */
  int epoch();

  /**
   * {@return what keeps the optimiser's state: made by DL4J at the first call, or set by its user}
   */
  Updater updater();

  /**
   * Turns gradients in place into what has to be subtracted from the parameters: gradient clipping,
   * learning-rate schedule, regularisation and updater of the network's own configuration.
   *
   * @param gradient of all parameters
   */
  void applyUpdater(Gradient gradient);
}
