package org.gan4j.models;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
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
  /** Returns the size of a network that takes rows of values. */
  static NetworkSize ofRows(MultiLayerConfiguration layers, int values) {
    return of(layers, InputType.feedForward(values));
  }

  /** Returns the size of a network that takes samples, as rows if its first layer is dense. */
  static NetworkSize ofSamples(MultiLayerConfiguration layers, SampleShape shape) {
    long[] batch = shape.batch(1);
    boolean rows = layers.getConf(0).getLayer() instanceof DenseLayer || batch.length != 4;
    return of(
        layers,
        rows
            ? InputType.feedForward(shape.size())
            : InputType.convolutional(batch[2], batch[3], batch[1]));
  }

  private static NetworkSize of(MultiLayerConfiguration layers, InputType input) {
    long parameters = 0;
    boolean batchNorm = false;
    for (NeuralNetConfiguration configuration : layers.getConfs()) {
      Layer layer = configuration.getLayer();
      parameters += layer.initializer().numParams(configuration);
      batchNorm |= layer instanceof BatchNormalization;
    }
    long activations =
        layers.getLayerActivationTypes(input).stream()
            .mapToLong(InputType::arrayElementsPerExample)
            .sum();
    return new NetworkSize(parameters, activations, batchNorm);
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
