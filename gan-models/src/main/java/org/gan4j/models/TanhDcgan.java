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
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The convolutional GANs of the Keras tutorials with tanh everywhere. The generator: dense 1024;
 * dense to 128 images of a quarter of the size, with BatchNorm; then twice as large with 64
 * channels, and twice as large again with those of the image, by 5x5 kernels. The discriminator:
 * two 5x5 convolutions with 64 and 128 channels, each with max-pooling; dense 1024; dense 1. For
 * images of 1x28x28 and 100 latents they have 6,763,777 and 3,485,441 parameters.
 *
 * <p>Images have a height and a width of at least 12 that are multiples of 4.
 */
public final class TanhDcgan implements LayeredNetworks {
  private static final int LATENT_SIZE = 100;
  private static final ImageShape MNIST = ImageShape.gray(28, 28);
  private static final Sizes SIZES = Sizes.multiples(4, 12);
  private static final IActivation TANH = new ActivationTanH();

  private final Enlargement enlargement;

  private TanhDcgan(Enlargement enlargement) {
    this.enlargement = enlargement;
  }

  /** How images become twice as large. */
  private enum Enlargement {
    TRANSPOSED {
      @Override
      void add(ListBuilder layers, int in, int out) {
        layers.layer(Keras.transposed(in, out, 5, 2).activation(TANH).build());
      }
    },
    UPSAMPLING {
      @Override
      void add(ListBuilder layers, int in, int out) {
        layers.layer(Keras.upsampling());
        layers.layer(Keras.convolution(in, out, 5, 1).activation(TANH).build());
      }
    };

    abstract void add(ListBuilder layers, int in, int out);
  }

  /**
   * {@return the model that enlarges by transposed convolutions with stride 2: trained as the MLP
   * GAN is, by Adam 2e-4 with beta1 0.5, normal latents of 100, real and generated images as
   * separate updates, random batches of 128}
   */
  public static GanModel transposedModel() {
    return new GanModel(
        "dcgan-transposed",
        "convolutions, tanh; the generator enlarges by transposed convolutions",
        MNIST,
        new TanhDcgan(Enlargement.TRANSPOSED),
        Recipe.of(LATENT_SIZE, Keras.adam(2e-4, 0.5), GanSettings.defaults(), Snapshots.USUAL));
  }

  /**
   * {@return the model that enlarges by upsampling before convolutions, of github.com/jacobgil's
   * keras-dcgan: SGD 5e-4 with Nesterov's momentum of 0.9, uniform latents of 100, real and
   * generated images as one update, batches of 128 in the order of the data; a grid of as many
   * every 20 steps, the networks saved every 10}
   */
  public static GanModel upsamplingModel() {
    return new GanModel(
        "dcgan-upsampling",
        "convolutions, tanh; the generator enlarges by upsampling before convolutions",
        MNIST,
        new TanhDcgan(Enlargement.UPSAMPLING),
        Recipe.of(
            LATENT_SIZE,
            Keras.nesterov(5e-4, 0.9),
            GanSettings.defaults()
                .withLatents(Latents.UNIFORM)
                .withBatching(Batching.IN_ORDER)
                .withScheme(UpdateScheme.COMBINED),
            new Snapshots(128, Interval.steps(20), Interval.steps(10))));
  }

  @Override
  public MultiLayerConfiguration generatorLayers(
      ImageShape shape, int latentSize, IUpdater optimiser, long seed) {
    check(shape);
    Sizes.checkLatents(latentSize);
    int height = shape.height() / 4;
    int width = shape.width() / 4;
    ListBuilder layers =
        Keras.network(seed, optimiser)
            .layer(Keras.dense(latentSize, 1024).activation(TANH).build())
            .layer(Keras.dense(1024, 128 * height * width).build())
            .layer(Keras.batchNorm(128 * height * width, Keras.MOMENTUM))
            .layer(new ActivationLayer(TANH))
            .inputPreProcessor(4, new FeedForwardToCnnPreProcessor(height, width, 128));
    enlargement.add(layers, 128, 64);
    enlargement.add(layers, 64, shape.channels());
    return layers.build();
  }

  @Override
  public MultiLayerConfiguration discriminatorLayers(
      ImageShape shape, IUpdater optimiser, long seed) {
    check(shape);
    int height = pooledTwice(shape.height());
    int width = pooledTwice(shape.width());
    return Keras.network(seed, optimiser)
        .layer(Keras.convolution(shape.channels(), 64, 5, 1).activation(TANH).build())
        .layer(Keras.maxPooling())
        .layer(Keras.validConvolution(64, 128, 5).activation(TANH).build())
        .layer(Keras.maxPooling())
        .inputPreProcessor(4, new CnnToFeedForwardPreProcessor(height, width, 128))
        .layer(Keras.dense(128 * height * width, 1024).activation(TANH).build())
        .layer(Keras.dense(1024, 1).build())
        .build();
  }

  /** Returns what is left of a side; the second convolution takes 4 pixels from it. */
  private static int pooledTwice(int side) {
    return (side / 2 - 4) / 2;
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
