package org.gan4j.models;

import static com.google.common.base.Preconditions.checkArgument;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.ImageShape;
import org.gan4j.data.Batching;
import org.gan4j.train.GanSettings;
import org.gan4j.train.UpdateScheme;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/**
 * The GAN of dense layers that the Keras tutorials begin with. What the tutorials leave to Keras'
 * defaults is set to them here: weights uniform on ±√(6 / (in + out)) (Glorot), biases 0,
 * BatchNorm's epsilon 0.001, Adam's 1e-7.
 */
public final class MlpGan {
  /** Values in one latent vector of the tutorial. */
  public static final int LATENT_SIZE = 100;

  private static final double LEAK = 0.2;
  private static final double BATCH_NORM_MOMENTUM = 0.8;

  private MlpGan() {}

  /**
   * {@return the model as the first Keras tutorials train it: Adam 2e-4 with beta1 0.5, normal
   * latents of 100, real and generated images as separate updates, random batches}
   */
  public static GanModel model() {
    return new GanModel(
        "mlp",
        "dense layers: 100-256-512-1024-image against image-512-256-1",
        LATENT_SIZE,
        GanSettings.builder().build(),
        (shape, seed) -> generator(shape, LATENT_SIZE, seed),
        MlpGan::discriminator);
  }

  /**
   * {@return the model with the larger discriminator, trained on one combined batch of two halves,
   * the real half in the order of the data, batches of 32}
   */
  public static GanModel wideModel() {
    return new GanModel(
        "mlp-wide",
        "dense layers: 100-256-512-1024-image against image-784-392-1 (for 28x28)",
        LATENT_SIZE,
        GanSettings.builder()
            .batchSize(32)
            .batching(Batching.IN_ORDER)
            .scheme(UpdateScheme.HALVES)
            .build(),
        (shape, seed) -> generator(shape, LATENT_SIZE, seed),
        MlpGan::wideDiscriminator);
  }

  /**
   * {@return the generator: latents - 256 - 512 - 1024 - image, each hidden layer dense, leaky ReLU
   * 0.2, BatchNorm with momentum 0.8; tanh at the end; 1,493,520 parameters with 100 latents and
   * images of 1x28x28}
   *
   * <p>Takes {@code [batch, latentSize]}, gives {@code [batch, channels * height * width]} in [-1,
   * 1].
   *
   * @param shape of the images
   * @param latentSize values in one latent vector, at least 1
   * @param seed of the initial weights
   * @throws IllegalArgumentException if {@code latentSize} is below 1
   */
  public static MultiLayerNetwork generator(ImageShape shape, int latentSize, long seed) {
    checkArgument(latentSize >= 1, "a latent vector has at least one value, not %s", latentSize);
    ListBuilder layers = Keras.network(seed, Keras.adam(2e-4, 0.5));
    int size = latentSize;
    for (int hidden : new int[] {256, 512, 1024}) {
      layers.layer(dense(size, hidden, new ActivationLReLU(LEAK)));
      layers.layer(Keras.batchNorm(hidden, BATCH_NORM_MOMENTUM));
      size = hidden;
    }
    return Keras.initialised(layers.layer(dense(size, shape.size(), new ActivationTanH())));
  }

  /**
   * {@return the discriminator: image - 512 - 256 - 1, each hidden layer dense, leaky ReLU 0.2;
   * 533,505 parameters with images of 1x28x28}
   *
   * <p>Takes {@code [batch, channels * height * width]}, gives raw scores {@code [batch, 1]}.
   *
   * @param shape of the images
   * @param seed of the initial weights
   */
  public static MultiLayerNetwork discriminator(ImageShape shape, long seed) {
    return discriminator(shape, 512, 256, seed);
  }

  /**
   * {@return the larger discriminator of other tutorials: image - as many again - half as many - 1;
   * 923,553 parameters with images of 1x28x28}
   *
   * <p>Takes {@code [batch, channels * height * width]}, gives raw scores {@code [batch, 1]}.
   *
   * @param shape of the images, at least 2 values
   * @param seed of the initial weights
   * @throws IllegalArgumentException if the images have one value only
   */
  public static MultiLayerNetwork wideDiscriminator(ImageShape shape, long seed) {
    checkArgument(shape.size() >= 2, "images of %s are too small for two hidden layers", shape);
    return discriminator(shape, shape.size(), shape.size() / 2, seed);
  }

  private static MultiLayerNetwork discriminator(
      ImageShape shape, int first, int second, long seed) {
    return Keras.initialised(
        Keras.network(seed, Keras.adam(2e-4, 0.5))
            .layer(dense(shape.size(), first, new ActivationLReLU(LEAK)))
            .layer(dense(first, second, new ActivationLReLU(LEAK)))
            .layer(dense(second, 1, new ActivationIdentity())));
  }

  private static DenseLayer dense(int in, int out, IActivation activation) {
    return new DenseLayer.Builder().nIn(in).nOut(out).activation(activation).build();
  }
}
