package org.gan4j.models;

import static com.google.common.base.Preconditions.checkArgument;

import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.ImageShape;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;

/**
 * A small network that tells classes of images apart, after LeNet-5 (LeCun, Bottou, Bengio and
 * Haffner, "Gradient-based learning applied to document recognition", 1998): two 5x5 convolutions
 * with padding, 16 and 32 channels, ReLU and max-pooling of 2x2 after each; dense 64 with ReLU,
 * which are its features; dense to the classes. Weights begin as Keras' do. For ten classes of
 * images of 1x28x28 it has 114,314 parameters.
 */
public final class ClassifierNetwork {
  private static final IActivation RELU = new ActivationReLU();
  private static final int KERNEL = 5;
  private static final int FIRST = 16;
  private static final int SECOND = 32;
  private static final int FEATURES = 64;
  private static final double RATE = 1e-3;

  private ClassifierNetwork() {}

  /**
   * {@return a new network with Adam 1e-3, which takes {@code [batch, channels, height, width]} and
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
    return Keras.initialised(
        Keras.network(seed, Keras.adam(RATE, 0.9))
            .layer(convolution(shape.channels(), FIRST))
            .layer(Keras.maxPooling())
            .layer(convolution(FIRST, SECOND))
            .layer(Keras.maxPooling())
            .inputPreProcessor(4, new CnnToFeedForwardPreProcessor(height, width, SECOND))
            .layer(Keras.dense(SECOND * height * width, FEATURES).activation(RELU).build())
            .layer(Keras.dense(FEATURES, classes).build()));
  }

  private static ConvolutionLayer convolution(int in, int out) {
    return Keras.convolution(in, out, KERNEL, 1).activation(RELU).build();
  }
}
