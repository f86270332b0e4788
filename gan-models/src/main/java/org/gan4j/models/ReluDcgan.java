package org.gan4j.models;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.gan4j.ImageShape;
import org.gan4j.Latents;
import org.gan4j.data.Batching;
import org.gan4j.game.GanSettings;
import org.gan4j.game.UpdateScheme;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * A convolutional GAN of the Keras tutorials with BatchNorm and ReLU, made for 32x32 pixels. The
 * generator: dense to 256 images of an eighth of the size; twice upsampling before a 3x3
 * convolution, with 128 and 64 channels; BatchNorm and ReLU after each of the three; a transposed
 * 3x3 convolution with stride 2 and 32 channels; one with stride 1 and a sigmoid; no biases. The
 * discriminator: two 4x4 convolutions with stride 2, 32 and 64 channels, ReLU and dropout of 0.3;
 * dense 1. For images of 1x32x32 and 100 latents they have 814,112 and 37,473 parameters.
 *
 * <p>Images have a height and a width that are multiples of 8, and values in [0, 1].
 */
public final class ReluDcgan implements LayeredNetworks {
  private static final Sizes SIZES = Sizes.multiples(8, 8);
  private static final IActivation RELU = new ActivationReLU();
  private static final double DROPPED = 0.3;

  private ReluDcgan() {}

  /**
   * {@return the model with the training step of TensorFlow's tutorials: Adam 1e-4, latents of 100
   * uniform between 0 and 1, both players updated from the same generated images, shuffled batches
   * of 128; a grid of 16 each epoch, the networks saved every 20}
   */
  public static GanModel model() {
    return new GanModel(
        "dcgan32",
        "convolutions, BatchNorm, ReLU, dropout; for 32x32 pixels",
        ImageShape.gray(32, 32),
        new ReluDcgan(),
        Recipe.of(
            100,
            Keras.adam(1e-4, 0.9),
            GanSettings.defaults()
                .withLatents(Latents.UNIT)
                .withBatching(Batching.SHUFFLED)
                .withScheme(UpdateScheme.SIMULTANEOUS),
            new Snapshots(16, Interval.epochs(1), Interval.epochs(20))));
  }

  @Override
  public MultiLayerConfiguration generatorLayers(
      ImageShape shape, int latentSize, IUpdater optimiser, long seed) {
    check(shape);
    Sizes.checkLatents(latentSize);
    int height = shape.height() / 8;
    int width = shape.width() / 8;
    ListBuilder layers =
        Keras.network(seed, optimiser)
            .layer(Keras.dense(latentSize, 256 * height * width).hasBias(false).build())
            .layer(Keras.batchNorm(256 * height * width, Keras.MOMENTUM))
            .layer(new ActivationLayer(RELU))
            .inputPreProcessor(3, new FeedForwardToCnnPreProcessor(height, width, 256));
    enlarge(layers, 256, 128);
    enlarge(layers, 128, 64);
    return layers
        .layer(Keras.transposed(64, 32, 3, 2).hasBias(false).build())
        .layer(
            Keras.transposed(32, shape.channels(), 3, 1)
                .hasBias(false)
                .activation(new ActivationSigmoid())
                .build())
        .build();
  }

  private static void enlarge(ListBuilder layers, int in, int out) {
    layers
        .layer(Keras.upsampling())
        .layer(Keras.convolution(in, out, 3, 1).hasBias(false).build())
        .layer(Keras.batchNorm(out, Keras.MOMENTUM))
        .layer(new ActivationLayer(RELU));
  }

  @Override
  public MultiLayerConfiguration discriminatorLayers(
      ImageShape shape, IUpdater optimiser, long seed) {
    check(shape);
    int height = shape.height() / 4;
    int width = shape.width() / 4;
    return Keras.network(seed, optimiser)
        .layer(Keras.convolution(shape.channels(), 32, 4, 2).activation(RELU).build())
        .layer(Keras.dropout(DROPPED))
        .layer(Keras.convolution(32, 64, 4, 2).activation(RELU).build())
        .layer(Keras.dropout(DROPPED))
        .inputPreProcessor(4, new CnnToFeedForwardPreProcessor(height, width, 64))
        .layer(Keras.dense(64 * height * width, 1).build())
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

  private static void check(ImageShape shape) {
    SIZES.check(shape);
  }
}
