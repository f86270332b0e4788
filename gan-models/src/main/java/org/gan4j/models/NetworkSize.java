package org.gan4j.models;

import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.gan4j.SampleShape;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * How large a network would be, by its layers alone.
 *
 * @param parameters how many there are
 * @param activations values that all layers give for one example
 * @param batchNorm whether a layer normalises by the batch
 */
record NetworkSize(long parameters, long activations, boolean batchNorm) {
  /** Returns the size of layers, which take samples as rows if the first one is dense. */
  static NetworkSize of(MultiLayerConfiguration layers, SampleShape takes) {
    InputType input = type(takes, layers.getConf(0).getLayer() instanceof DenseLayer);
    return of(layers.getConfs(), layers.getLayerActivationTypes(input));
  }

  /** Returns the size of a graph, whose vertices reshape what is to be reshaped. */
  static NetworkSize of(ComputationGraphConfiguration graph, List<SampleShape> takes) {
    InputType[] inputs = takes.stream().map(one -> type(one, false)).toArray(InputType[]::new);
    List<NeuralNetConfiguration> layers =
        graph.getVertices().values().stream()
            .filter(LayerVertex.class::isInstance)
            .map(vertex -> ((LayerVertex) vertex).getLayerConf())
            .toList();
    return of(layers, graph.getLayerActivationTypes(false, inputs).values());
  }

  private static InputType type(SampleShape shape, boolean rows) {
    long[] batch = shape.batch(1);
    return rows || batch.length != 4
        ? InputType.feedForward(shape.size())
        : InputType.convolutional(batch[2], batch[3], batch[1]);
  }

  private static NetworkSize of(
      List<NeuralNetConfiguration> layers, Collection<InputType> activations) {
    long parameters = 0;
    boolean batchNorm = false;
    for (NeuralNetConfiguration configuration : layers) {
      Layer layer = configuration.getLayer();
      parameters += layer.initializer().numParams(configuration);
      batchNorm |= layer instanceof BatchNormalization;
    }
    long values = activations.stream().mapToLong(InputType::arrayElementsPerExample).sum();
    return new NetworkSize(parameters, values, batchNorm);
  }

  /** Returns how many values are kept as long as it is trained, by an optimiser. */
  long kept(IUpdater optimiser) {
    return 2 * parameters + optimiser.stateSize(parameters); // and a gradient for each parameter
  }

  /** Returns how many values an update on a batch takes besides. */
  long passing(int batch) {
    return 2L * batch * activations; // and a gradient for each activation
  }
}
