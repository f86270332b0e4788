package org.gan4j.engine;

import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Chooses how a layer is computed: by oneDNN where it can be, else by Deeplearning4j's own code.
 */
final class Nodes {
  private Nodes() {}

  /** Returns the node of a layer behind a preprocessor, or behind none if that is null. */
  static Step.Node of(Layer layer, InputPreProcessor preProcessor) {
    return preProcessor == null
        ? fast(layer).orElseGet(() -> new LayerNode(layer, null))
        : new LayerNode(layer, preProcessor);
  }

  /** Returns the node of a vertex. */
  static Step.Node of(GraphVertex vertex) {
    return vertex instanceof LayerVertex layer && layer.getLayerPreProcessor() == null
        ? fast(layer.getLayer()).orElseGet(() -> new VertexNode(vertex))
        : new VertexNode(vertex);
  }

  private static Optional<Step.Node> fast(Layer layer) {
    if (layer.params() == null
        || layer.params().dataType() != DataType.FLOAT
        || !OneDnn.available()) {
      return Optional.empty();
    }
    var configuration = layer.conf().getLayer();
    if (configuration.getClass() == DenseLayer.class) {
      return dense(layer, (DenseLayer) configuration);
    }
    return configuration.getClass() == BatchNormalization.class
        ? batchNorm(layer, (BatchNormalization) configuration)
        : Optional.empty();
  }

  private static Optional<Step.Node> dense(Layer layer, DenseLayer configuration) {
    boolean plain =
        configuration.isHasBias()
            && !configuration.isHasLayerNorm()
            && configuration.getIDropout() == null
            && configuration.getWeightNoise() == null;
    return plain
        ? Fused.of(configuration.getActivationFn())
            .map(activation -> new DenseNode(new LayerArrays(layer), activation))
        : Optional.empty();
  }

  private static Optional<Step.Node> batchNorm(Layer layer, BatchNormalization configuration) {
    boolean plain = !configuration.isLockGammaBeta() && configuration.getIDropout() == null;
    return plain ? Optional.of(new BatchNormNode(layer, new LayerArrays(layer))) : Optional.empty();
  }
}
