package org.gan4j;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.engine.NetworkEngine;
import org.gan4j.engine.file.StoredNetwork;
import org.gan4j.engine.update.SpectralWeights;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The weights of a Deeplearning4j network. */
record EngineWeights(NetworkEngine engine) implements Weights {
  @Override
  public INDArray parameters() {
    return engine.parameters();
  }

  @Override
  public List<INDArray> trained() {
    return engine.trained();
  }

  @Override
  public INDArray gradients() {
    return engine.gradients();
  }

  @Override
  public Optional<String> difference(Model other) {
    return engine.difference(other);
  }

  @Override
  public void copy(Model other, boolean learningRates) {
    engine.copy(other, learningRates);
  }

  @Override
  public Optional<String> difference(StoredNetwork other) {
    return engine.difference(other);
  }

  @Override
  public void copy(StoredNetwork other, boolean learningRates) {
    engine.copy(other, learningRates);
  }

  @Override
  public OptionalDouble learningRate() {
    return engine.learningRate();
  }

  @Override
  public void scaleLearningRate(double factor) {
    engine.scaleLearningRate(factor);
  }

  @Override
  public void useLearningRate(double share) {
    engine.useLearningRate(share);
  }

  @Override
  public SpectralWeights normaliseSpectrally(long seed) {
    return engine.normaliseSpectrally(seed);
  }
}
