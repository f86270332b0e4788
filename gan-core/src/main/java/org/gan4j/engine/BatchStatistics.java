package org.gan4j.engine;

import java.util.Arrays;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.gan4j.layer.MinibatchDeviation;

/** Layers by which what a network gives for one sample depends on the others of its batch. */
public final class BatchStatistics {
  private BatchStatistics() {}

  /**
   * {@return the first BatchNorm or minibatch deviation of a network, in words, if it has one}
   *
   * @param network that an engine takes
   */
  public static Optional<String> in(Model network) {
    return Arrays.stream(Admission.admit(network).layers())
        .filter(BatchStatistics::isOne)
        .map(Admission::name)
        .findFirst();
  }

  private static boolean isOne(Layer layer) {
    var configuration = layer.conf().getLayer();
    return isOne(configuration)
        || (configuration instanceof FrozenLayerWithBackprop frozen
            && isOne(frozen.getUnderlying()));
  }

  private static boolean isOne(org.deeplearning4j.nn.conf.layers.Layer configuration) {
    return configuration instanceof BatchNormalization
        || configuration instanceof MinibatchDeviation;
  }
}
