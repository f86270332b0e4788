package org.gan4j.models;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * What Keras' defaults mean in Deeplearning4j's terms.
 *
 * <table>
 *   <caption>Keras and Deeplearning4j</caption>
 *   <tr><th>Keras</th><th>Deeplearning4j</th></tr>
 *   <tr><td>kernel {@code glorot_uniform}: uniform on ±√(6 / (in + out))</td>
 *       <td>{@code WeightInit.XAVIER_UNIFORM}; {@code XAVIER} is normal</td></tr>
 *   <tr><td>bias {@code zeros}</td><td>the default</td></tr>
 *   <tr><td>{@code BatchNormalization(momentum=m)}, epsilon 0.001</td>
 *       <td>{@code decay(m)}, {@code eps(1e-3)}; the defaults differ: 0.9 and 1e-5</td></tr>
 *   <tr><td>{@code Adam}, epsilon 1e-7, added to √v before the bias correction is undone</td>
 *       <td>the same place; the default is 1e-8</td></tr>
 * </table>
 */
final class Keras {
  private static final double BATCH_NORM_EPSILON = 1e-3;
  private static final double ADAM_EPSILON = 1e-7;

  private Keras() {}

  /** Returns an empty network whose layers begin as Keras' layers do. */
  static NeuralNetConfiguration.ListBuilder network(long seed, IUpdater updater) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(updater)
        .weightInit(WeightInit.XAVIER_UNIFORM)
        .list();
  }

  /** Returns Keras' Adam with its default second beta. */
  static IUpdater adam(double learningRate, double beta1) {
    return new Adam(learningRate, beta1, 0.999, ADAM_EPSILON);
  }

  /** Returns Keras' BatchNormalization of {@code size} values or channels. */
  static BatchNormalization batchNorm(int size, double momentum) {
    return new BatchNormalization.Builder()
        .nIn(size)
        .nOut(size)
        .decay(momentum)
        .eps(BATCH_NORM_EPSILON)
        .build();
  }

  /** Returns the network with its initial weights. */
  static MultiLayerNetwork initialised(NeuralNetConfiguration.ListBuilder layers) {
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }
}
