package org.gan4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** Small networks for tests, in double precision. */
public final class Networks {
  /** The images that all of them make or judge. */
  public static final ImageShape SHAPE = ImageShape.gray(6, 6);

  /** Values in a latent vector. */
  public static final int LATENT_SIZE = 3;

  private Networks() {}

  /** A dense generator with BatchNorm that ends in tanh. */
  public static MultiLayerNetwork generator(IUpdater updater) {
    return network(
        updater,
        InputType.feedForward(LATENT_SIZE),
        List.of(dense(8, Activation.TANH), batchNorm(), dense(SHAPE.size(), Activation.TANH)));
  }

  /** A dense discriminator of one hidden layer. */
  public static MultiLayerNetwork discriminator(IUpdater updater) {
    return discriminator(updater, List.of(dense(7, Activation.TANH)));
  }

  /** A discriminator of given layers in front of its score. */
  public static MultiLayerNetwork discriminator(IUpdater updater, List<Layer> layers) {
    List<Layer> all = new ArrayList<>(layers);
    all.add(dense(1, Activation.IDENTITY));
    return network(updater, InputType.convolutional(SHAPE.height(), SHAPE.width(), 1), all);
  }

  /** A network with unequal, not too small parameters, so that nothing cancels by symmetry. */
  public static MultiLayerNetwork network(IUpdater updater, InputType input, List<Layer> layers) {
    var list =
        new NeuralNetConfiguration.Builder()
            .seed(7)
            .dataType(DataType.DOUBLE)
            .updater(updater)
            .list(layers.toArray(Layer[]::new));
    MultiLayerNetwork network = new MultiLayerNetwork(list.setInputType(input).build());
    network.init();
    for (var layer : network.getLayers()) {
      for (var parameter : layer.paramTable().entrySet()) {
        if (parameter.getKey().equals("b") || parameter.getKey().equals("beta")) {
          INDArray values = parameter.getValue();
          values.assign(
              Nd4j.linspace(DataType.DOUBLE, -0.2, 0.1, values.length()).reshape(values.shape()));
        }
      }
    }
    return network;
  }

  /** A dense layer. */
  public static Layer dense(int out, Activation activation) {
    return new DenseLayer.Builder().nOut(out).activation(activation).build();
  }

  /** A 3x3 convolution. */
  public static Layer convolution(int channels) {
    return new ConvolutionLayer.Builder(3, 3)
        .nOut(channels)
        .convolutionMode(ConvolutionMode.Same)
        .activation(Activation.TANH)
        .build();
  }

  /** A 2x2 pooling layer with stride 2. */
  public static Layer pooling(PoolingType type) {
    return new SubsamplingLayer.Builder(type, new int[] {2, 2}, new int[] {2, 2}).build();
  }

  /** BatchNorm for what comes before it. */
  public static Layer batchNorm() {
    return new BatchNormalization.Builder().decay(0.8).eps(1e-3).build();
  }

  /** Dropout that keeps 70 %. */
  public static Layer dropout() {
    return new DropoutLayer.Builder(0.7).build();
  }

  /** An activation by itself. */
  public static Layer activation(Activation activation) {
    return new ActivationLayer.Builder().activation(activation).build();
  }

  /** Numbers from a seeded normal distribution. */
  public static INDArray normal(long seed, long... shape) {
    return Latents.NORMAL
        .source(Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b)), seed)
        .sample(1)
        .castTo(DataType.DOUBLE)
        .reshape(shape);
  }

  /** Returns what builds a graph in double precision, updated by plain descent. */
  public static GraphBuilder graph() {
    return new NeuralNetConfiguration.Builder()
        .seed(3)
        .dataType(DataType.DOUBLE)
        .updater(new Sgd(0.1))
        .graphBuilder();
  }
}
