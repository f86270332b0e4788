package org.gan4j.engine.check;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;

/**
 * The layers that generators and discriminators are made of, in sizes that use the wide registers
 * and leave a rest.
 */
final class Probes {
  private static final int CHANNELS = 16;
  private static final int OUT = 19;
  private static final int HEIGHT = 8;
  private static final int WIDTH = 10;
  private static final int KERNEL = 5;
  private static final int VECTOR = 150;
  private static final double EPSILON = 1e-5;

  private Probes() {}

  static List<Probe> all() {
    Geometry geometry = new Geometry(Probe.BATCH, CHANNELS, HEIGHT, WIDTH, OUT, KERNEL);
    Reference dense = DenseTaps.of(Probe.BATCH, VECTOR, OUT);
    return List.of(
        vectors("dense layer", dense(OUT, new ActivationIdentity()), Probes::weights, dense),
        images("convolution", geometry.convolution(1, 1), convolution(1)),
        images("convolution with a stride", geometry.convolution(2, 1), convolution(2)),
        images("transposed convolution", geometry.transposed(2), transposed()),
        images(
            "convolution of enlarged images",
            geometry.convolution(1, 2),
            new Upsampling2D.Builder(2).build(),
            convolution(1)),
        batchNorm(),
        pooling("max pooling", PoolingType.MAX, new PoolingReference(true, WIDTH)),
        pooling("mean pooling", PoolingType.AVG, new PoolingReference(false, WIDTH)),
        activation(
            "tanh",
            Activation.TANH.getActivationFunction(),
            Math::tanh,
            x -> 1 - Math.tanh(x) * Math.tanh(x)),
        activation(
            "sigmoid",
            Activation.SIGMOID.getActivationFunction(),
            Probes::sigmoid,
            x -> sigmoid(x) * (1 - sigmoid(x))),
        activation(
            "ReLU",
            Activation.RELU.getActivationFunction(),
            x -> Math.max(x, 0),
            x -> x > 0 ? 1 : 0),
        activation(
            "leaky ReLU",
            new ActivationLReLU(0.25),
            x -> x > 0 ? x : x / 4,
            x -> x > 0 ? 1 : 0.25));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static float[] weights(int count) {
    return Numbers.drawn(1, count, 1);
  }

  private static Probe vectors(
      String name, Layer layer, IntFunction<float[]> parameters, Reference reference) {
    InputType type = InputType.feedForward(VECTOR);
    return new Probe(name, List.of(layer), type, 1, parameters, reference);
  }

  private static Probe images(String name, Reference reference, Layer... layers) {
    return images(name, 1, Probes::weights, reference, layers);
  }

  private static Probe images(
      String name,
      double scale,
      IntFunction<float[]> parameters,
      Reference reference,
      Layer... layers) {
    InputType type = InputType.convolutional(HEIGHT, WIDTH, CHANNELS);
    return new Probe(name, List.of(layers), type, scale, parameters, reference);
  }

  /** Of values so small that epsilon counts. */
  private static Probe batchNorm() {
    BatchNormalization layer =
        new BatchNormalization.Builder().eps(EPSILON).useLogStd(false).build();
    Reference reference = new BatchNormReference(CHANNELS, HEIGHT * WIDTH, EPSILON);
    return images("BatchNorm", 0.01, Probes::weights, reference, layer);
  }

  /** A network has parameters; these hand the input on as it is. */
  private static float[] identity(int before, int size) {
    float[] parameters = new float[before + size * size];
    for (int i = 0; i < size; i++) {
      parameters[before + i * size + i] = 1;
    }
    return parameters;
  }

  private static Probe pooling(String name, PoolingType type, Reference reference) {
    return images(
        name,
        1,
        count -> identity(CHANNELS, CHANNELS), // biases are before the weights
        reference,
        convolution(1, 1, CHANNELS),
        new SubsamplingLayer.Builder(type).kernelSize(2, 2).stride(2, 2).build());
  }

  private static Probe activation(
      String name, IActivation function, DoubleUnaryOperator values, DoubleUnaryOperator slopes) {
    return vectors(
        name,
        dense(VECTOR, function),
        count -> Arrays.copyOf(identity(0, VECTOR), count), // biases are behind the weights
        new ElementWise(values, slopes));
  }

  private static Layer dense(int out, IActivation activation) {
    return new DenseLayer.Builder().nOut(out).activation(activation).build();
  }

  private static Layer convolution(int stride) {
    return convolution(KERNEL, stride, OUT);
  }

  private static Layer convolution(int kernel, int stride, int out) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .nOut(out)
        .stride(stride, stride)
        .convolutionMode(ConvolutionMode.Same)
        .activation(Activation.IDENTITY)
        .build();
  }

  private static Layer transposed() {
    return new Deconvolution2D.Builder(KERNEL, KERNEL)
        .nOut(OUT)
        .stride(2, 2)
        .convolutionMode(ConvolutionMode.Same)
        .activation(Activation.IDENTITY)
        .build();
  }
}
