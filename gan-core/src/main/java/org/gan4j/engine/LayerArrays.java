package org.gan4j.engine;

import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of one layer and their gradients: DL4J's own views into the arrays of the network.
 */
final class LayerArrays {
  private final Layer layer;
  private final Map<String, INDArray> gradients;
  private final Gradient all = new DefaultGradient();

  LayerArrays(Layer layer) {
    this.layer = layer;
    this.gradients =
        layer
            .conf()
            .getLayer()
            .initializer()
            .getGradientsFromFlattened(layer.conf(), layer.getGradientsViewArray());
    gradients.forEach(all::setGradientFor);
  }

  INDArray parameter(String name) {
    return layer.getParam(name);
  }

  INDArray gradient(String name) {
    return gradients.get(name);
  }

  /** Returns the gradients by name. */
  Gradient gradients() {
    return all;
  }
}
