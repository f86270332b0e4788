package org.gan4j.engine;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.impl.FrozenVertex;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Decides which Deeplearning4j networks can take part, and says why where one cannot. */
final class Admission {
  private Admission() {}

  static Backbone admit(Model network) {
    Backbone backbone = backbone(network);
    require(
        backbone.gradients() != null && !backbone.gradients().isEmpty(),
        "the network has no parameters",
        "a player of the game needs at least one layer that can be trained");
    for (Layer layer : backbone.layers()) {
      admit(layer);
    }
    if (network instanceof ComputationGraph graph) {
      for (var vertex : graph.getVertices()) {
        require(
            !(vertex instanceof FrozenVertex),
            "vertex \"%s\" is frozen and passes no gradient on".formatted(vertex.getVertexName()),
            "use the vertex without freezing it: the frozen stack freezes by itself");
      }
    }
    return backbone;
  }

  private static Backbone backbone(Model network) {
    if (network instanceof MultiLayerNetwork layers) {
      return new LayersBackbone(layers);
    }
    if (network instanceof ComputationGraph graph) {
      return new GraphBackbone(graph);
    }
    throw new IllegalArgumentException(
        "a %s cannot be trained here; it has to be a MultiLayerNetwork or a ComputationGraph"
            .formatted(network == null ? "null" : network.getClass().getSimpleName()));
  }

  private static void admit(Layer layer) {
    require(
        !(layer instanceof IOutputLayer),
        name(layer) + " has a loss of its own and takes no gradient from outside",
        "use a layer without a loss in its place, for example a DenseLayer with the same sizes");
    require(
        !(layer instanceof FrozenLayer),
        name(layer) + " is frozen and passes no gradient on",
        "use FrozenLayerWithBackprop, or no frozen layer: the frozen stack freezes by itself");
    require(
        !(layer instanceof FrozenLayerWithBackprop frozen
            && frozen.getInsideLayer() instanceof BatchNormalization),
        name(layer)
            + " is a frozen BatchNorm, whose gradient in DL4J does not belong to its output",
        "do not freeze it: the frozen stack freezes by itself");
  }

  private static void require(boolean condition, String found, String instead) {
    if (!condition) {
      throw new IllegalArgumentException(found + "; " + instead);
    }
  }

  /** Returns which layer, for people. */
  static String name(Layer layer) {
    var configuration = layer.conf().getLayer();
    return "layer \"%s\" (%s)"
        .formatted(configuration.getLayerName(), configuration.getClass().getSimpleName());
  }
}
