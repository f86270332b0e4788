package org.gan4j;

import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Sgd;

/** Networks that are not initialised yet, as users' code may hand them in. */
public final class SmallNetworks {
  private SmallNetworks() {}

  static NeuralNetConfiguration.Builder builder() {
    return new NeuralNetConfiguration.Builder()
        .seed(5)
        .dataType(DataType.DOUBLE)
        .updater(new Sgd(0.1));
  }

  public static MultiLayerNetwork chain(Layer... layers) {
    return new MultiLayerNetwork(builder().list(layers).build());
  }

  public static ComputationGraph graph(UnaryOperator<GraphBuilder> vertices) {
    return new ComputationGraph(vertices.apply(builder().graphBuilder()).build());
  }

  public static DenseLayer dense(int in, int out, Activation activation) {
    return new DenseLayer.Builder().nIn(in).nOut(out).activation(activation).build();
  }

  public static BatchNormalization batchNorm(int size) {
    return new BatchNormalization.Builder().nIn(size).nOut(size).build();
  }

  /** A 3x3 convolution that keeps the size of its input. */
  static ConvolutionLayer convolution(int in, int out, Activation activation) {
    return new ConvolutionLayer.Builder(3, 3)
        .nIn(in)
        .nOut(out)
        .convolutionMode(ConvolutionMode.Same)
        .activation(activation)
        .build();
  }
}
