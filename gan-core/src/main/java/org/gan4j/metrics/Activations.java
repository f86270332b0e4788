package org.gan4j.metrics;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the layers of a network give in inference mode. */
interface Activations {
  /** {@return the network} */
  Model network();

  /** {@return the names of the input and of the layers, in the order in which they run} */
  List<String> names();

  /**
   * {@return what the layers up to one give, by their names; that of the last is right, and those
   * before may have been overwritten: DL4J's activation layers work in place}
   */
  Map<String, INDArray> upTo(String layer, INDArray input);

  /** {@return the name of what the last layer takes} */
  String beforeLast();

  /** {@return the name of the last layer} */
  String last();

  /** {@return the configuration of the last layer} */
  Layer lastLayer();

  /** {@return whether the last layer gives probabilities} */
  default boolean classifies() {
    return activation(lastLayer()) instanceof ActivationSoftmax;
  }

  private static IActivation activation(Layer layer) {
    if (layer instanceof ActivationLayer activation) {
      return activation.getActivationFn();
    }
    return layer instanceof BaseLayer base ? base.getActivationFn() : null;
  }

  static Activations of(Model network) {
    if (network instanceof MultiLayerNetwork layers) {
      LayerActivations plain = new LayerActivations(layers);
      return EngineActivations.of(plain).orElse(plain);
    }
    if (network instanceof ComputationGraph graph) {
      return new GraphActivations(graph);
    }
    throw new IllegalArgumentException(
        "features are extracted by a MultiLayerNetwork or a ComputationGraph, not by a "
            + network.getClass().getName());
  }
}
