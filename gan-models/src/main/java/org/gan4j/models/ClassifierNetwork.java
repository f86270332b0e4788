package org.gan4j.models;

import static com.google.common.base.Preconditions.checkArgument;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.ImageShape;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;

/**
 * A small network that tells classes of images apart: three 3x3 convolutions with padding, of 32,
 * 64 and 64 channels, each with BatchNorm (Ioffe and Szegedy, "Batch Normalization", 2015) and
 * ReLU, the first two with max-pooling of 2x2 behind; dense 64 with ReLU, which are its features;
 * dense to the classes. Weights begin as Keras' do. For ten classes of images of 1x28x28 it has
 * 257,802 parameters, of which 320 are running statistics.
 */
public final class ClassifierNetwork {
  private static final IActivation RELU = new ActivationReLU();
  private static final int KERNEL = 3;
  private static final int FIRST = 32;
  private static final int SECOND = 64;
  private static final int FEATURES = 64;
  private static final int FLATTENED = 11; // the dense layer, which takes rows
  private static final double RATE = 2e-3;
  private static final double MOMENTUM = 0.8; // follows in tens of steps, all that few images give

  private ClassifierNetwork() {}

  /**
   * {@return a new network with Adam 2e-3, which takes {@code [batch, channels, height, width]} and
   * gives a number for each class, {@code [batch, classes]}, without an activation function}
   *
   * @param shape of the images, of at least 4x4 pixels
   * @param classes how many, at least 2
   * @param seed of the initial weights
   * @throws IllegalArgumentException if there are less than two classes, or the images are smaller
   */
  public static MultiLayerNetwork of(ImageShape shape, int classes, long seed) {
    checkArgument(
        classes >= 2,
        "a classifier tells at least 2 classes apart, and there is %s: add another class",
        classes);
    checkArgument(
        shape.height() >= 4 && shape.width() >= 4,
        "images of %s are too small for a classifier: use some of at least 4x4 pixels",
        shape);
    int height = shape.height() / 4;
    int width = shape.width() / 4;
    NeuralNetConfiguration.ListBuilder layers = Keras.network(seed, Keras.adam(RATE, 0.9));
    convolution(layers, shape.channels(), FIRST).layer(Keras.maxPooling());
    convolution(layers, FIRST, SECOND).layer(Keras.maxPooling());
    convolution(layers, SECOND, SECOND)
        .inputPreProcessor(FLATTENED, new CnnToFeedForwardPreProcessor(height, width, SECOND))
        .layer(Keras.dense(SECOND * height * width, FEATURES).activation(RELU).build())
        .layer(Keras.dense(FEATURES, classes).build());
    return Keras.initialised(layers);
  }

  private static NeuralNetConfiguration.ListBuilder convolution(
      NeuralNetConfiguration.ListBuilder layers, int in, int out) {
    return layers
        .layer(Keras.convolution(in, out, KERNEL, 1).build())
        .layer(Keras.batchNorm(out, MOMENTUM))
        .layer(new ActivationLayer(RELU));
  }
}
