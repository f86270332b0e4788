package org.gan4j.models;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.Distribution;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;

/**
 * What Keras' defaults mean in Deeplearning4j's terms.
 *
 * <table>
 *   <caption>Keras and Deeplearning4j</caption>
 *   <tr><th>Keras</th><th>Deeplearning4j</th></tr>
 *   <tr><td>kernel {@code glorot_uniform}: uniform on ±√(6 / (in + out))</td>
 *       <td>{@code WeightInit.XAVIER_UNIFORM}; {@code XAVIER} is normal</td></tr>
 *   <tr><td>the same of a convolution, where in and out count the kernel's taps</td>
 *       <td>the distribution itself, as Deeplearning4j divides by the stride what goes out</td></tr>
 *   <tr><td>{@code Embedding(n, m)} of a class: a row of a matrix, uniform on ±0.05</td>
 *       <td>{@code DenseLayer} of n to m without a bias, of the class as a row of zeros and a
 *       one</td></tr>
 *   <tr><td>bias {@code zeros}</td><td>the default</td></tr>
 *   <tr><td>no activation</td><td>to be said; the default is a sigmoid</td></tr>
 *   <tr><td>{@code padding="same"}, which pads after where the sum is odd</td>
 *       <td>{@code ConvolutionMode.Same}</td></tr>
 *   <tr><td>{@code padding="valid"}, the default, and for pooling too</td>
 *       <td>{@code ConvolutionMode.Truncate}, the default</td></tr>
 *   <tr><td>{@code Dropout(p)}, which divides what it keeps by 1 - p</td>
 *       <td>{@code DropoutLayer} of 1 - p, which does too</td></tr>
 *   <tr><td>{@code BatchNormalization(momentum=m)}, epsilon 0.001, default momentum 0.99</td>
 *       <td>{@code decay(m)}, {@code eps(1e-3)}; the defaults differ: 0.9 and 1e-5</td></tr>
 *   <tr><td>{@code Adam}, epsilon 1e-7, added to √v before the bias correction is undone</td>
 *       <td>the same place; the default is 1e-8</td></tr>
 *   <tr><td>{@code decay=d}: the learning rate divided by 1 + d * updates</td>
 *       <td>{@code InverseSchedule} by iterations, gamma d, power 1</td></tr>
 *   <tr><td>{@code SGD(momentum=m, nesterov=True)}</td><td>{@code Nesterovs}</td></tr>
 * </table>
 */
final class Keras {
  /** The default of BatchNormalization. */
  static final double MOMENTUM = 0.99;

  private static final double BATCH_NORM_EPSILON = 1e-3;
  private static final double ADAM_EPSILON = 1e-7;

  private Keras() {}

  /** Returns an empty network whose layers begin as Keras' layers do. */
  static NeuralNetConfiguration.ListBuilder network(long seed, IUpdater optimiser) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(optimiser) // each layer gets a copy
        .weightInit(WeightInit.XAVIER_UNIFORM)
        .activation(new ActivationIdentity())
        .list();
  }

  /** Returns an empty graph whose layers begin as Keras' layers do. */
  static GraphBuilder graph(long seed, IUpdater optimiser) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(optimiser)
        .weightInit(WeightInit.XAVIER_UNIFORM)
        .activation(new ActivationIdentity())
        .graphBuilder();
  }

  /** Returns Keras' Adam with its default second beta. */
  static IUpdater adam(double learningRate, double beta1) {
    return new Adam(learningRate, beta1, 0.999, ADAM_EPSILON);
  }

  /** Returns Keras' Adam whose learning rate is divided by {@code 1 + decay * updates}. */
  static IUpdater adam(double learningRate, double beta1, double decay) {
    return NamedOptimiser.of(adam(learningRate, beta1)).with(NamedOptimiser.DECAY, decay).updater();
  }

  /** Returns Keras' SGD with Nesterov's momentum. */
  static IUpdater nesterov(double learningRate, double momentum) {
    return new Nesterovs(learningRate, momentum);
  }

  /** Begins a Dense. */
  static DenseLayer.Builder dense(int in, int out) {
    return new DenseLayer.Builder().nIn(in).nOut(out);
  }

  /** Begins a Conv2D with padding "same"; {@code stride} divides the size of the images. */
  static ConvolutionLayer.Builder convolution(int in, int out, int kernel, int stride) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .stride(stride, stride)
        .convolutionMode(ConvolutionMode.Same)
        .nIn(in)
        .nOut(out)
        .weightInit(glorot(in, out, kernel));
  }

  /** Begins a Conv2D with padding "valid": images lose {@code kernel - 1} rows and columns. */
  static ConvolutionLayer.Builder validConvolution(int in, int out, int kernel) {
    return convolution(in, out, kernel, 1).convolutionMode(ConvolutionMode.Truncate);
  }

  /** Begins a Conv2DTranspose with padding "same"; {@code stride} multiplies the size. */
  static Deconvolution2D.Builder transposed(int in, int out, int kernel, int stride) {
    return new Deconvolution2D.Builder(kernel, kernel)
        .stride(stride, stride)
        .convolutionMode(ConvolutionMode.Same)
        .nIn(in)
        .nOut(out)
        .weightInit(glorot(in, out, kernel));
  }

  private static Distribution glorot(int in, int out, int kernel) {
    double bound = Math.sqrt(6.0 / ((in + out) * (double) (kernel * kernel)));
    return new UniformDistribution(-bound, bound);
  }

  /** Returns an UpSampling2D that repeats every row and every column once. */
  static Upsampling2D upsampling() {
    return new Upsampling2D.Builder(2).build();
  }

  /** Returns a MaxPooling2D of 2 x 2 pixels; an odd last row or column is left out. */
  static SubsamplingLayer maxPooling() {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(2, 2)
        .stride(2, 2)
        .build();
  }

  /** Returns a Dropout. */
  static DropoutLayer dropout(double dropped) {
    return new DropoutLayer.Builder(1 - dropped).build();
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
    return initialised(layers.build());
  }

  /** Returns the network of some layers with its initial weights. */
  static MultiLayerNetwork initialised(MultiLayerConfiguration layers) {
    MultiLayerNetwork network = new MultiLayerNetwork(layers);
    network.init();
    return network;
  }
}
