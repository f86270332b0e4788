package com.example;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.learning.config.Adam;

/** Two small convolutional networks for squares whose side is a multiple of 4. */
final class OwnNetworks {
  static final int LATENTS = 64;

  private OwnNetworks() {}

  /** Turns {@code [batch, 64]} latents into images: twice a quarter of the side, twice enlarged. */
  static Generator generator(ImageShape shape) {
    int side = shape.height() / 4;
    MultiLayerConfiguration network =
        base(1)
            .list()
            .layer(new DenseLayer.Builder().nOut(64 * side * side).build())
            .layer(new BatchNormalization.Builder().activation(Activation.RELU).build())
            .layer(new Upsampling2D.Builder(2).build())
            .layer(convolution(32, 1).build())
            .layer(new BatchNormalization.Builder().activation(Activation.RELU).build())
            .layer(new Upsampling2D.Builder(2).build())
            .layer(convolution(shape.channels(), 1).activation(Activation.TANH).build())
            .inputPreProcessor(1, new FeedForwardToCnnPreProcessor(side, side, 64))
            .setInputType(InputType.feedForward(LATENTS))
            .build();
    return Generator.of(new MultiLayerNetwork(network), shape);
  }

  /** Turns images into one raw score each: no sigmoid, it is in the loss. */
  static Discriminator discriminator(ImageShape shape) {
    MultiLayerConfiguration network =
        base(2)
            .list()
            .layer(convolution(32, 2).activation(new ActivationLReLU(0.2)).build())
            .layer(convolution(64, 2).activation(new ActivationLReLU(0.2)).build())
            .layer(new DenseLayer.Builder().nOut(1).activation(Activation.IDENTITY).build())
            .setInputType(InputType.convolutional(shape.height(), shape.width(), shape.channels()))
            .build();
    return Discriminator.of(new MultiLayerNetwork(network), shape);
  }

  private static NeuralNetConfiguration.Builder base(long seed) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .weightInit(WeightInit.XAVIER)
        .updater(new Adam(2e-4, 0.5, 0.999, 1e-7))
        .activation(Activation.IDENTITY);
  }

  private static ConvolutionLayer.Builder convolution(int channels, int stride) {
    return new ConvolutionLayer.Builder(3, 3)
        .stride(stride, stride)
        .convolutionMode(ConvolutionMode.Same)
        .nOut(channels);
  }
}
