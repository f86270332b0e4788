package org.gan4j.engine;

import java.util.Optional;
import org.gan4j.engine.file.StoredNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.JsonNode;

/** A network in a part of a file that is copied into another one. */
record StoredSource(StoredNetwork network) implements NetworkCopy.Source {
  @Override
  public JsonNode configuration() {
    return network.configuration();
  }

  @Override
  public Optional<String> difference(Backbone target) {
    network.check(target.model().params(), NetworkCopy.memory(target));
    return Optional.empty();
  }

  @Override
  public void fill(Backbone target) {
    INDArray memory = NetworkCopy.memory(target);
    if (!network.fill(target.model().params(), memory) && memory != null) {
      memory.assign(0);
    }
  }
}
