package org.gan4j.engine;

import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.engine.file.NetworkJson;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.JsonNode;

/** A network in memory that is copied into another one. */
record LiveNetwork(Backbone network, JsonNode configuration) implements NetworkCopy.Source {
  static LiveNetwork of(Model network) {
    return new LiveNetwork(Admission.admit(network), NetworkJson.of(network));
  }

  @Override
  public Optional<String> difference(Backbone target) {
    return sizes("parameters", target.model().params(), network.model().params())
        .or(
            () ->
                sizes(
                    "values of the updater",
                    NetworkCopy.memory(target),
                    NetworkCopy.memory(network)));
  }

  private static Optional<String> sizes(String what, INDArray target, INDArray source) {
    long has = length(target);
    long would = length(source);
    return has == would
        ? Optional.empty()
        : Optional.of("%s %s are not %s".formatted(has, what, would));
  }

  private static long length(INDArray array) {
    return array == null ? 0 : array.length();
  }

  @Override
  public void fill(Backbone target) {
    target.model().params().assign(network.model().params());
    INDArray memory = NetworkCopy.memory(target);
    if (length(memory) > 0) {
      memory.assign(NetworkCopy.memory(network));
    }
  }
}
