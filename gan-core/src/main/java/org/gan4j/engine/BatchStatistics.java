package org.gan4j.engine;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.gan4j.layer.MinibatchDeviation;

/** Layers by which what a network gives for one sample depends on the others of its batch. */
public final class BatchStatistics {
  private BatchStatistics() {}

  /**
   * {@return the first BatchNorm of a network, in words, if it has one}
   *
   * @param network that an engine takes
   */
  public static Optional<String> in(Model network) {
    return first(network, BatchNormalization.class::isInstance);
  }

  /**
   * {@return the first layer of a network, in words, that lets what it gives for an example depend
   * on the others of its batch: a BatchNorm or a minibatch deviation}
   *
   * @param network that an engine takes
   */
  public static Optional<String> dependence(Model network) {
    return first(
        network,
        layer -> layer instanceof BatchNormalization || layer instanceof MinibatchDeviation);
  }

  private static Optional<String> first(
      Model network, Predicate<org.deeplearning4j.nn.conf.layers.Layer> wanted) {
    return Arrays.stream(Admission.admit(network).layers())
        .filter(layer -> wanted.test(underlying(layer)))
        .map(Admission::name)
        .findFirst();
  }

  private static org.deeplearning4j.nn.conf.layers.Layer underlying(Layer layer) {
    var configuration = layer.conf().getLayer();
    return configuration instanceof FrozenLayerWithBackprop frozen
        ? frozen.getUnderlying()
        : configuration;
  }
}
