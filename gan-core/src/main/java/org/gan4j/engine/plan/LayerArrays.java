package org.gan4j.engine.plan;

import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of one layer and their gradients: DL4J's own views into the arrays of the network.
 */
public final class LayerArrays {
  private final Layer layer;
  private final Map<String, INDArray> gradients;
  private final Gradient all = new DefaultGradient();

  /**
   * Finds the arrays.
   *
   * @param layer of a network whose gradients view exists
   */
  public LayerArrays(Layer layer) {
    this.layer = layer;
    this.gradients =
        layer
            .conf()
            .getLayer()
            .initializer()
            .getGradientsFromFlattened(layer.conf(), layer.getGradientsViewArray());
    gradients.forEach(all::setGradientFor);
  }

  /**
   * {@return a parameter}
   *
   * @param name DL4J's for it
   */
  public INDArray parameter(String name) {
    return layer.getParam(name);
  }

  /**
   * {@return the gradient of a parameter}
   *
   * @param name DL4J's for it
   */
  public INDArray gradient(String name) {
    return gradients.get(name);
  }

  /** {@return the gradients by name} */
  public Gradient gradients() {
    return all;
  }
}
