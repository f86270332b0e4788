package org.gan4j.models;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.gan4j.ImageShape;
import org.gan4j.data.Batching;
import org.gan4j.game.GanSettings;
import org.gan4j.game.UpdateScheme;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The GANs of dense layers that the Keras tutorials begin with. Each hidden layer is dense with a
 * leaky ReLU, in the generator followed by BatchNorm with momentum 0.8; the generator ends in tanh.
 * What the tutorials leave to Keras' defaults is set to them here: weights uniform on ±√(6 / (in +
 * out)) (Glorot), biases 0, BatchNorm's epsilon 0.001, Adam's 1e-7.
 *
 * <p>The networks take and give images as rows, {@code [batch, channels * height * width]}, of any
 * shape; {@code Generator} and {@code Discriminator} reshape.
 */
public final class MlpGan implements LayeredNetworks {
  private static final int LATENT_SIZE = 100;
  private static final double RATE = 2e-4;
  private static final double BETA1 = 0.5;
  private static final double BATCH_NORM_MOMENTUM = 0.8;
  private static final ImageShape MNIST = ImageShape.gray(28, 28);
  private static final ImmutableIntArray NARROW = ImmutableIntArray.of(512, 256);

  private final ImmutableIntArray generatorSizes;
  private final Function<ImageShape, ImmutableIntArray> discriminatorSizes;
  private final double leak;

  private MlpGan(
      ImmutableIntArray generatorSizes,
      Function<ImageShape, ImmutableIntArray> discriminatorSizes,
      double leak) {
    this.generatorSizes = generatorSizes;
    this.discriminatorSizes = discriminatorSizes;
    this.leak = leak;
  }

  /**
   * {@return the model as the first Keras tutorials train it: 100-256-512-1024-image (1,493,520
   * parameters for 1x28x28) against image-512-256-1 (533,505), leaky ReLU 0.2; Adam 2e-4 with beta1
   * 0.5, normal latents of 100, real and generated images as separate updates, random batches of
   * 128. Its recipe {@code annealed} has a learning rate of 5e-4 that falls to 0 over the last 60 %
   * of a run}
   */
  public static GanModel model() {
    Recipe tutorials = recipe(LATENT_SIZE, GanSettings.defaults(), Snapshots.USUAL);
    return new GanModel(
        "mlp",
        "dense layers: 100-256-512-1024-image against image-512-256-1",
        MNIST,
        new MlpGan(ImmutableIntArray.of(256, 512, 1024), shape -> NARROW, 0.2),
        tutorials,
        Map.of("annealed", tutorials.withLearningRate(5e-4).withRateFallsFrom(0.4)),
        GanKind.PLAIN,
        0);
  }

  /**
   * {@return the model with the larger discriminator, image-784-392-1 for 784 values (923,553
   * parameters), trained on one combined batch of two halves, the real half in the order of the
   * data, batches of 32; the learning rate of Adam is 2e-4 / (1 + 8e-8 * updates); a grid of 16
   * every 100 steps}
   */
  public static GanModel wideModel() {
    return new GanModel(
        "mlp-wide",
        "dense layers: 100-256-512-1024-image against image-784-392-1 (for 28x28)",
        MNIST,
        new MlpGan(ImmutableIntArray.of(256, 512, 1024), MlpGan::wide, 0.2),
        Recipe.of(
            LATENT_SIZE,
            Keras.adam(RATE, BETA1, 8e-8),
            GanSettings.defaults()
                .withBatchSize(32)
                .withBatching(Batching.IN_ORDER)
                .withScheme(UpdateScheme.HALVES),
            new Snapshots(16, Interval.steps(100), Interval.steps(500))));
  }

  /**
   * {@return the model of the QuickDraw tutorial: 20-256-512-image (542,224 parameters for 1x28x28)
   * against image-512-256-1 (533,505), leaky ReLU 0.3, which is Keras' default; Adam 2e-4 with
   * beta1 0.5, normal latents of 20, separate updates, random batches of 64; a grid every 1,000
   * steps}
   */
  public static GanModel quickdrawModel() {
    return new GanModel(
        "quickdraw",
        "dense layers: 20-256-512-image against image-512-256-1",
        MNIST,
        new MlpGan(ImmutableIntArray.of(256, 512), shape -> NARROW, 0.3),
        recipe(
            20,
            GanSettings.defaults().withBatchSize(64),
            new Snapshots(64, Interval.steps(1000), Interval.steps(1000))));
  }

  private static Recipe recipe(int latentSize, GanSettings settings, Snapshots snapshots) {
    return Recipe.of(latentSize, Keras.adam(RATE, BETA1), settings, snapshots);
  }

  private static ImmutableIntArray wide(ImageShape shape) {
    return ImmutableIntArray.of(shape.size(), Math.max(1, shape.size() / 2));
  }

  @Override
  public MultiLayerConfiguration generatorLayers(
      ImageShape shape, int latentSize, IUpdater optimiser, long seed) {
    Sizes.checkLatents(latentSize);
    ListBuilder layers = Keras.network(seed, optimiser);
    int in = latentSize;
    for (int out : generatorSizes.toArray()) {
      layers.layer(Keras.dense(in, out).activation(new ActivationLReLU(leak)).build());
      layers.layer(Keras.batchNorm(out, BATCH_NORM_MOMENTUM));
      in = out;
    }
    return layers
        .layer(Keras.dense(in, shape.size()).activation(new ActivationTanH()).build())
        .build();
  }

  @Override
  public MultiLayerConfiguration discriminatorLayers(
      ImageShape shape, IUpdater optimiser, long seed) {
    ListBuilder layers = Keras.network(seed, optimiser);
    int in = shape.size();
    for (int out : discriminatorSizes.apply(shape).toArray()) {
      layers.layer(Keras.dense(in, out).activation(new ActivationLReLU(leak)).build());
      in = out;
    }
    return layers.layer(Keras.dense(in, 1).build()).build();
  }
}
