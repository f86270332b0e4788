package org.gan4j.cli;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.ValueRange;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** Small networks of many kinds of layers, with what their updaters remember. */
final class StrangeNetworks {
  private StrangeNetworks() {}

  /** Makes images of 2 x 2 pixels of 3 latents. */
  static Generator generator() {
    return Generator.of(
        list(InputType.feedForward(3), dense(3, 4, Activation.TANH)),
        ImageShape.gray(2, 2),
        ValueRange.SIGNED);
  }

  /** Judges them. */
  static Discriminator discriminator() {
    return Discriminator.of(
        list(InputType.convolutional(2, 2, 1), dense(4, 1, Activation.IDENTITY)),
        ImageShape.gray(2, 2));
  }

  private static MultiLayerNetwork list(InputType input, DenseLayer layer) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(1e-3))
                .list()
                .layer(layer)
                .setInputType(input)
                .build());
    network.init();
    return network;
  }

  static List<Model> all() {
    return List.of(chain(), graph());
  }

  private static Model chain() {
    MultiLayerNetwork chain =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(1e-3))
                .list()
                .layer(dense(3, 16, Activation.RELU))
                .layer(new BatchNormalization())
                .layer(new Upsampling2D.Builder(2).build())
                .layer(new ConvolutionLayer.Builder(3, 3).nOut(2).padding(1, 1).build())
                .setInputType(InputType.feedForward(3))
                .inputPreProcessor(1, new FeedForwardToCnnPreProcessor(4, 4, 1))
                .build());
    chain.init();
    chain.getUpdater();
    return chain;
  }

  private static Model graph() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(0.1))
                .graphBuilder()
                .addInputs("latents")
                .addLayer("left", dense(2, 3, Activation.TANH), "latents")
                .addLayer("right", dense(2, 3, Activation.TANH), "latents")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "left", "right")
                .addLayer("score", dense(3, 1, Activation.SIGMOID), "sum")
                .setOutputs("score")
                .build());
    graph.init();
    return graph;
  }

  private static DenseLayer dense(int in, int out, Activation activation) {
    return new DenseLayer.Builder().nIn(in).nOut(out).activation(activation).build();
  }
}
