package org.gan4j.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.gan4j.engine.plan.Node;
import org.gan4j.engine.plan.Operation;

/**
 * One operation of a network: a layer, a preprocessor or a vertex, and where its inputs come from.
 * Values have the numbers of {@link Program}.
 *
 * @param key the name by which DL4J's updater knows the layer: index in a chain, name in a graph
 * @param layer the DL4J layer, if the step is one
 * @param operation what is computed
 * @param inputs the numbers of the values it reads, each below its own
 * @param dl4j makes the node that leaves it to Deeplearning4j's code
 */
record Step(
    String key,
    Optional<Layer> layer,
    Operation operation,
    List<Integer> inputs,
    Supplier<Node> dl4j) {

  static Step of(Layer layer, String key, List<Integer> inputs) {
    return new Step(
        key, Optional.of(layer), Operations.of(layer), inputs, () -> new LayerNode(layer));
  }

  /** Makes the step of a preprocessor before the layer {@code key}. */
  static Step of(InputPreProcessor preProcessor, String key, List<Integer> inputs) {
    return new Step(
        "preprocessor of " + key,
        Optional.empty(),
        Operations.of(preProcessor),
        inputs,
        () -> new PreProcessorNode(preProcessor));
  }

  /** Returns a name for people: where it is, and what it computes. */
  String name() {
    return key + " " + kind();
  }

  /** Returns what it computes, for people. */
  String kind() {
    return layer
        .map(l -> l.conf().getLayer().getClass().getSimpleName())
        .orElse(operation.getClass().getSimpleName());
  }

  /** The same place in the network, with other work. */
  Step with(Operation other) {
    return new Step(key, layer, other, inputs, dl4j);
  }
}
