package org.gan4j.models;

import static com.google.common.base.Preconditions.checkArgument;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.gan4j.ImageShape;
import org.gan4j.Latents;
import org.gan4j.data.Batching;
import org.gan4j.game.GanSettings;
import org.gan4j.game.UpdateScheme;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The DCGAN (Radford, Metz and Chintala 2015, "Unsupervised Representation Learning with Deep
 * Convolutional Generative Adversarial Networks", arXiv:1511.06434), for square images, grey or
 * colour, whose side is a power of two from 16 to 256. The generator: dense, without a bias, to
 * images of 4x4; then transposed 5x5 convolutions with stride 2, each with half the channels of the
 * one before; BatchNorm and ReLU after all but the last, which ends in tanh. The discriminator is
 * the way back: 5x5 convolutions with stride 2 and leaky ReLU 0.2, BatchNorm after all but the
 * first, dense 1.
 *
 * <p>The paper leaves open what its code, github.com/Newmu/dcgan_code, says: kernels of 5x5 (ports
 * to PyTorch have 4x4), no biases, BatchNorm of the dense layer value by value. Different from it:
 * 64 channels beside the image, not 128, which are four times the work; BatchNorm's gains begin at
 * 1, not at N(1, 0.02); no weight decay; and BatchNorm's momentum 0.9 and epsilon 1e-5, as the
 * ports to TensorFlow and PyTorch have them, since that code keeps no running statistics.
 */
public final class RadfordDcgan implements LayeredNetworks {
  private static final int WIDTH = 64;
  private static final int BASE = 4;
  private static final int KERNEL = 5;
  private static final double MOMENTUM = 0.9;
  private static final double EPSILON = 1e-5;
  private static final Sizes SIZES = Sizes.squares(16, 256);
  static final NormalDistribution WEIGHTS = new NormalDistribution(0, 0.02);
  private static final IActivation RELU = new ActivationReLU();
  private static final IActivation LEAKY = new ActivationLReLU(0.2);

  private final int width;

  private RadfordDcgan(int width) {
    this.width = width;
  }

  /**
   * {@return the model with 64 channels beside the image, for colour images of 3x32x32 (1,455,552
   * and 1,034,432 parameters), about a second for a batch of 128 on two cores: Adam 2e-4 with beta1
   * 0.5, latents of 100 uniform between -1 and 1, weights N(0, 0.02), one discriminator update by
   * the sum of real and generated, shuffled batches of 128; 196 samples each epoch}
   */
  public static GanModel model() {
    return model(WIDTH);
  }

  /**
   * {@return the model of another width}
   *
   * @param width channels beside the image, where they are fewest: from 1 to 1024; 128 in the paper
   * @throws IllegalArgumentException if it is not
   */
  public static GanModel model(int width) {
    checkArgument(
        width >= 1 && width <= 1024,
        "a width is 1 to 1024 channels, 64 for example, not %s",
        width);
    return new GanModel(
        "dcgan",
        "Radford's: transposed and strided convolutions, BatchNorm, (leaky) ReLU",
        ImageShape.rgb(32, 32),
        new RadfordDcgan(width),
        recipe());
  }

  private static Recipe recipe() {
    return Recipe.of(
        100,
        new Adam(2e-4, 0.5, 0.999, 1e-8),
        GanSettings.defaults()
            .withLatents(Latents.UNIFORM)
            .withBatching(Batching.SHUFFLED)
            .withScheme(UpdateScheme.SIMULTANEOUS),
        new Snapshots(196, Interval.epochs(1), Interval.epochs(1)));
  }

  @Override
  public MultiLayerConfiguration generatorLayers(
      ImageShape shape, int latentSize, IUpdater optimiser, long seed) {
    SIZES.check(shape);
    Sizes.checkLatents(latentSize);
    int channels = mostChannels(shape);
    int values = channels * BASE * BASE;
    ListBuilder layers =
        Keras.network(seed, optimiser)
            .layer(Keras.dense(latentSize, values).weightInit(WEIGHTS).hasBias(false).build())
            .layer(batchNorm(values))
            .layer(new ActivationLayer(RELU))
            .inputPreProcessor(3, new FeedForwardToCnnPreProcessor(BASE, BASE, channels));
    for (; channels > width; channels /= 2) {
      layers
          .layer(transposed(channels, channels / 2).build())
          .layer(batchNorm(channels / 2))
          .layer(new ActivationLayer(RELU));
    }
    return layers
        .layer(transposed(width, shape.channels()).activation(new ActivationTanH()).build())
        .build();
  }

  @Override
  public MultiLayerConfiguration discriminatorLayers(
      ImageShape shape, IUpdater optimiser, long seed) {
    SIZES.check(shape);
    int most = mostChannels(shape);
    ListBuilder layers =
        Keras.network(seed, optimiser)
            .layer(convolution(shape.channels(), width).activation(LEAKY).build());
    int count = 1;
    for (int channels = width; channels < most; channels *= 2, count += 3) {
      layers
          .layer(convolution(channels, channels * 2).build())
          .layer(batchNorm(channels * 2))
          .layer(new ActivationLayer(LEAKY));
    }
    return layers
        .inputPreProcessor(count, new CnnToFeedForwardPreProcessor(BASE, BASE, most))
        .layer(Keras.dense(most * BASE * BASE, 1).weightInit(WEIGHTS).hasBias(false).build())
        .build();
  }

  /** Returns the channels of the images of 4x4: doubled each time that the sides are halved. */
  private int mostChannels(ImageShape shape) {
    return width * (shape.width() / BASE / 2);
  }

  private static Deconvolution2D.Builder transposed(int in, int out) {
    return Keras.transposed(in, out, KERNEL, 2).weightInit(WEIGHTS).hasBias(false);
  }

  private static ConvolutionLayer.Builder convolution(int in, int out) {
    return Keras.convolution(in, out, KERNEL, 2).weightInit(WEIGHTS).hasBias(false);
  }

  /** Returns the BatchNorm of ports to TensorFlow and PyTorch, of values or channels. */
  static BatchNormalization batchNorm(int size) {
    return new BatchNormalization.Builder()
        .nIn(size)
        .nOut(size)
        .decay(MOMENTUM)
        .eps(EPSILON)
        .build();
  }

  @Override
  public boolean takes(ImageShape shape) {
    return SIZES.allow(shape);
  }

  @Override
  public String needs() {
    return SIZES.text();
  }
}
