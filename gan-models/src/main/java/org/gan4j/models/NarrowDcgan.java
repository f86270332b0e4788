package org.gan4j.models;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.gan4j.ImageShape;
import org.gan4j.LatentSpace;
import org.gan4j.SampleShape;
import org.gan4j.data.Batching;
import org.gan4j.game.GanSettings;
import org.gan4j.game.InfoGanTrainer;
import org.gan4j.game.UpdateScheme;
import org.gan4j.loss.GradientPenalty;
import org.gan4j.loss.Losses;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * A DCGAN that is narrow, so that two cores make many steps of it: for images whose height and
 * width are multiples of 4. With the width 32, on 28x28 pixels: the generator is dense to 64 images
 * of 7x7, then 4x4 transposed convolutions with stride 2 to 32 and 16 channels, then a 3x3
 * convolution and tanh; BatchNorm and ReLU after all but the last. The discriminator has
 * convolutions with stride 2 to 32, 64 and 128 channels, 4x4, 4x4 and 3x3, leaky ReLU 0.2, and
 * BatchNorm after all but the first, or none: what the discriminator of a gradient penalty and of
 * spectral normalisation needs. Weights begin at N(0, 0.02), as in Radford's DCGAN.
 *
 * <p>What the discriminator ends in is one score; or a score by projection of the class; or a
 * score, a category and codes.
 */
public final class NarrowDcgan implements GanNetworks {
  private static final int WIDTH = 32;
  private static final double SLOPE = 0.2;
  private static final Sizes SIZES = Sizes.multiples(4, 8);
  private static final ImageShape MNIST = ImageShape.gray(28, 28);
  private static final IActivation RELU = new ActivationReLU();
  private static final IActivation LEAKY = new ActivationLReLU(SLOPE);

  private final int width;
  private final boolean projects; // the class, which the discriminator is told
  private final boolean normalises; // whether the discriminator has BatchNorm

  private NarrowDcgan(int width, boolean projects, boolean normalises) {
    checkArgument(
        width >= 2 && width % 2 == 0 && width <= 1024,
        "a width is an even number of 2 to 1024 channels, 32 for example, not %s",
        width);
    this.width = width;
    this.projects = projects;
    this.normalises = normalises;
  }

  /**
   * {@return the model without classes (242,257 and 109,857 parameters for 1x28x28): Adam 5e-4 with
   * beta1 0.5 that falls to 0 over the last 60 % of a run, normal latents of 64, shuffled batches
   * of 64}
   */
  public static GanModel model() {
    return new GanModel(
        "narrow",
        "a narrow DCGAN: BatchNorm in both networks, many steps in little time",
        MNIST,
        new NarrowDcgan(WIDTH, false, true),
        recipe(64));
  }

  /**
   * {@return the model that draws the class that it is asked for: the class beside the latents, and
   * a discriminator by projection (273,617 and 130,347 parameters for 1x28x28 and ten classes)}
   */
  public static GanModel labelledModel() {
    return new GanModel(
        "narrow-labels",
        "the same for classes: draws the one that it is asked for",
        MNIST,
        new NarrowDcgan(WIDTH, true, true),
        recipe(64),
        ImmutableMap.of(),
        GanKind.CONDITIONAL,
        10);
  }

  /**
   * {@return the model for images that nobody has labelled: as {@link #labelledModel}, of 50
   * {@linkplain org.gan4j.data.Clusters clusters} of the images (399,057 and 212,307 parameters for
   * 1x28x28), after Liu et al. 2020, arXiv:2006.10728}
   */
  public static GanModel clusteredModel() {
    return new GanModel(
        "narrow-clusters",
        "the same for classes that it finds first: images that look alike",
        MNIST,
        new NarrowDcgan(WIDTH, true, true),
        recipe(64),
        ImmutableMap.of(),
        GanKind.CLUSTERED,
        50);
  }

  /**
   * {@return InfoGAN (Chen et al. 2016, arXiv:1606.03657) with these networks: ten categories and
   * two codes that it finds by itself, beside 62 normal latents (273,617 and 134,445 parameters for
   * 1x28x28); Adam 1e-3 of the generator and 2e-4 of the discriminator, as in the paper, else as
   * {@link #model}. The discriminator and what finds them out share all layers but the last, as in
   * the paper}
   */
  public static GanModel infoModel() {
    return new GanModel(
        "infogan",
        "finds categories and codes without labels",
        MNIST,
        new NarrowDcgan(WIDTH, false, true),
        recipe(62)
            .withOptimisers(new Adam(1e-3, 0.5, 0.999, 1e-8), new Adam(2e-4, 0.5, 0.999, 1e-8)),
        ImmutableMap.of(),
        GanKind.info(2, InfoGanTrainer.CodeWeights.USUAL),
        10);
  }

  /**
   * {@return SNGAN (Miyato et al. 2018, arXiv:1802.05957) with these networks: the hinge loss, and
   * a discriminator without BatchNorm whose weights are divided by their spectral norms (242,257
   * and 109,281 parameters for 1x28x28); Adam 5e-4 of the generator and 1e-3 of the discriminator,
   * beta1 0, beta2 0.9, else as {@link #model}}
   */
  public static GanModel spectralModel() {
    Recipe recipe = recipe(64);
    return new GanModel(
        "sngan",
        "the same with spectral normalisation: the hinge loss, no BatchNorm in the discriminator",
        MNIST,
        new NarrowDcgan(WIDTH, false, false),
        recipe
            .withOptimisers(new Adam(5e-4, 0, 0.9, 1e-8), new Adam(1e-3, 0, 0.9, 1e-8))
            .withSettings(recipe.settings().withLoss(Losses.hinge()).withSpectralNorm(true)));
  }

  /**
   * {@return WGAN-GP (Gulrajani et al. 2017, arXiv:1704.00028) with these networks: the Wasserstein
   * loss with a gradient penalty of 10, and a critic without BatchNorm (242,257 and 109,281
   * parameters for 1x28x28); Adam 5e-4, beta1 0, beta2 0.9, two critic updates a step, else as
   * {@link #model}}
   */
  public static GanModel wassersteinModel() {
    Recipe recipe = recipe(64);
    return new GanModel(
        "wgan-gp",
        "the same with the Wasserstein loss and a gradient penalty, no BatchNorm in the critic",
        MNIST,
        new NarrowDcgan(WIDTH, false, false),
        recipe
            .withOptimiser(new Adam(5e-4, 0, 0.9, 1e-8))
            .withSettings(
                recipe
                    .settings()
                    .withLoss(Losses.wasserstein())
                    .withPenalties(GradientPenalty.wganGp(10))
                    .withScheme(UpdateScheme.JOINT)
                    .withDiscriminatorSteps(2)));
  }

  private static Recipe recipe(int noise) {
    return Recipe.of(
            noise,
            new Adam(5e-4, 0.5, 0.999, 1e-8),
            GanSettings.defaults()
                .withBatchSize(64)
                .withBatching(Batching.SHUFFLED)
                .withScheme(UpdateScheme.SIMULTANEOUS),
            new Snapshots(100, Interval.steps(500), Interval.steps(500)))
        .withRateFallsFrom(0.4);
  }

  @Override
  public Blueprint generator(ImageShape shape, LatentSpace latents, IUpdater optimiser, long seed) {
    SIZES.check(shape);
    int height = shape.height() / 4;
    int across = shape.width() / 4;
    int channels = 2 * width;
    ListBuilder layers =
        Keras.network(seed, optimiser)
            .layer(
                Keras.dense(latents.size(), channels * height * across)
                    .weightInit(weights())
                    .hasBias(false)
                    .build())
            .inputPreProcessor(1, new FeedForwardToCnnPreProcessor(height, across, channels))
            .layer(RadfordDcgan.batchNorm(channels))
            .layer(new ActivationLayer(RELU));
    for (int i = 0; i < 2; i++, channels /= 2) {
      layers
          .layer(transposed(channels, channels / 2))
          .layer(RadfordDcgan.batchNorm(channels / 2))
          .layer(new ActivationLayer(RELU));
    }
    MultiLayerConfiguration all =
        layers
            .layer(
                Keras.convolution(channels, shape.channels(), 3, 1)
                    .weightInit(weights())
                    .activation(new ActivationTanH())
                    .build())
            .build();
    return Blueprint.of(all, SampleShape.vector(latents.size()));
  }

  @Override
  public Blueprint discriminator(
      ImageShape shape, LatentSpace latents, IUpdater optimiser, long seed) {
    SIZES.check(shape);
    int channels = 4 * width;
    GraphBuilder graph = Keras.graph(seed, optimiser);
    graph.addInputs("image");
    graph.addLayer("convolution1", convolution(shape.channels(), width, 4, LEAKY), "image");
    String half = halved(graph, "2", width, 2 * width, 4, "convolution1");
    String last = halved(graph, "3", 2 * width, channels, 3, half);
    int height = (shape.height() / 4 + 1) / 2;
    int across = (shape.width() / 4 + 1) / 2;
    int size = channels * height * across;
    graph.addVertex(
        "features",
        new PreprocessorVertex(new CnnToFeedForwardPreProcessor(height, across, channels)),
        last);
    if (projects) {
      graph.addInputs("class");
      graph.setOutputs(
          Conditions.projection(graph, "features", size, "class", latents.classes(), weights()));
      return Blueprint.of(graph.build(), shape, SampleShape.vector(latents.classes()));
    }
    return Blueprint.of(heads(graph, size, latents).build(), shape);
  }

  /** A score; and a category and codes, if there are some to find out. */
  private static GraphBuilder heads(GraphBuilder graph, int size, LatentSpace latents) {
    List<String> names = new ArrayList<>();
    ImmutableMap.of("score", 1, "category", latents.classes(), "codes", latents.codes())
        .forEach(
            (name, numbers) -> {
              if (numbers > 0) {
                graph.addLayer(name, Conditions.score(size, numbers, weights()), "features");
                names.add(name);
              }
            });
    return graph.setOutputs(names.toArray(String[]::new));
  }

  /** Adds a convolution with stride 2 and leaky ReLU, and BatchNorm between them or none. */
  private String halved(
      GraphBuilder graph, String number, int in, int out, int kernel, String before) {
    String convolution = "convolution" + number;
    if (!normalises) {
      graph.addLayer(convolution, convolution(in, out, kernel, LEAKY), before);
      return convolution;
    }
    graph.addLayer(convolution, convolution(in, out, kernel, null), before);
    graph.addLayer("norm" + number, RadfordDcgan.batchNorm(out), convolution);
    graph.addLayer("leaky" + number, new ActivationLayer(LEAKY), "norm" + number);
    return "leaky" + number;
  }

  private static IWeightInit weights() {
    return new WeightInitDistribution(RadfordDcgan.WEIGHTS);
  }

  private static Layer transposed(int in, int out) {
    return Keras.transposed(in, out, 4, 2).weightInit(weights()).hasBias(false).build();
  }

  /**
   * Returns a convolution with stride 2; one that BatchNorm follows has neither bias nor
   * activation.
   */
  private static Layer convolution(int in, int out, int kernel, IActivation activation) {
    ConvolutionLayer.Builder layer =
        Keras.convolution(in, out, kernel, 2).weightInit(weights()).hasBias(activation != null);
    return activation == null ? layer.build() : layer.activation(activation).build();
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
