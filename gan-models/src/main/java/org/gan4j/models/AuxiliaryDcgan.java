package org.gan4j.models;

import com.google.common.collect.ImmutableMap;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.gan4j.ImageShape;
import org.gan4j.LatentSpace;
import org.gan4j.Latents;
import org.gan4j.SampleShape;
import org.gan4j.data.Batching;
import org.gan4j.game.AcGanTrainer;
import org.gan4j.game.GanSettings;
import org.gan4j.game.UpdateScheme;
import org.gan4j.loss.Losses;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The GAN with an auxiliary classifier of Keras' own examples ({@code mnist_acgan.py}), for 28x28
 * pixels. The generator multiplies latents by a vector for each class; dense to 384 images of 3x3;
 * then transposed 5x5 convolutions to 192 images of 7x7, 96 of 14x14 and the image, ReLU and then
 * BatchNorm after the first two, tanh at the end. The discriminator has 3x3 convolutions to 32, 64,
 * 128 and 256 channels with strides 2, 1, 2 and 1, leaky ReLU 0.2 and dropout 0.3 after each, and
 * says a score and a class.
 */
public final class AuxiliaryDcgan implements GanNetworks {
  private static final int SIDE = 28;
  private static final int BASE = 3;
  private static final double DROPPED = 0.3;
  private static final IActivation RELU = new ActivationReLU();
  private static final IActivation LEAKY = new ActivationLReLU(0.2);
  private static final Sizes SIZES =
      new Sizes("28 x 28 pixels", shape -> shape.height() == SIDE && shape.width() == SIDE);

  private AuxiliaryDcgan() {}

  /**
   * {@return the model as the example trains it (2,657,897 and 525,835 parameters for 1x28x28 and
   * ten classes): Adam 2e-4 with beta1 0.5, latents of 100 uniform between -1 and 1, shuffled
   * batches of 100, real and generated images in one update, labels of 0.95 for real images. Class
   * losses are on real images alone where the discriminator learns, and weigh as much as the
   * game's. Different from it: the generator's update is on as many images as the batch has, not on
   * twice as many, asks for the classes of the batch, and takes 1 for the label of a success, not
   * 0.95}
   */
  public static GanModel model() {
    return new GanModel(
        "acgan",
        "convolutions for classes: the discriminator says the class, too",
        ImageShape.gray(SIDE, SIDE),
        new AuxiliaryDcgan(),
        Recipe.of(
            100,
            Keras.adam(2e-4, 0.5),
            GanSettings.defaults()
                .withLoss(Losses.nonSaturating().smoothed(0.95))
                .withLatents(Latents.UNIFORM)
                .withBatchSize(100)
                .withBatching(Batching.SHUFFLED)
                .withScheme(UpdateScheme.COMBINED),
            new Snapshots(100, Interval.epochs(1), Interval.epochs(1))),
        ImmutableMap.of(),
        GanKind.auxiliary(new AcGanTrainer.ClassWeights(2, 0, 1)), // 2 of a half: see COMBINED
        10);
  }

  @Override
  public Blueprint generator(ImageShape shape, LatentSpace latents, IUpdater optimiser, long seed) {
    SIZES.check(shape);
    GraphBuilder graph = Keras.graph(seed, optimiser).addInputs("latents");
    int noise = latents.noise();
    String row =
        Conditions.embedded(
            graph,
            "latents",
            noise,
            latents.classes(),
            glorotNormal(latents.classes() + (double) noise));
    graph
        .addLayer("dense", Keras.dense(noise, BASE * BASE * 384).activation(RELU).build(), row)
        .addVertex(
            "images3",
            new PreprocessorVertex(new FeedForwardToCnnPreProcessor(BASE, BASE, 384)),
            "dense")
        .addLayer("images7", transposed(384, 192, 1, RELU), "images3")
        .addLayer("norm7", Keras.batchNorm(192, Keras.MOMENTUM), "images7")
        .addLayer("images14", transposed(192, 96, 2, RELU), "norm7")
        .addLayer("norm14", Keras.batchNorm(96, Keras.MOMENTUM), "images14")
        .addLayer("image", transposed(96, shape.channels(), 2, new ActivationTanH()), "norm14")
        .setOutputs("image");
    return Blueprint.of(graph.build(), SampleShape.vector(latents.size()));
  }

  /** Keras' {@code glorot_normal}, of which it cuts off what is beyond two deviations. */
  private static IWeightInit glorotNormal(double inAndOut) {
    return new WeightInitDistribution(new NormalDistribution(0, Math.sqrt(2 / inAndOut)));
  }

  /** Padding is "valid" where the stride is 1: images become larger by 4 pixels. */
  private static Deconvolution2D transposed(int in, int out, int stride, IActivation activation) {
    return Keras.transposed(in, out, 5, stride)
        .weightInit(glorotNormal((in + (double) out) * 25))
        .convolutionMode(stride == 1 ? ConvolutionMode.Truncate : ConvolutionMode.Same)
        .activation(activation)
        .build();
  }

  @Override
  public Blueprint discriminator(
      ImageShape shape, LatentSpace latents, IUpdater optimiser, long seed) {
    SIZES.check(shape);
    GraphBuilder graph = Keras.graph(seed, optimiser).addInputs("image");
    String last = "image";
    int in = shape.channels();
    int stride = 2;
    for (int out : new int[] {32, 64, 128, 256}) {
      graph
          .addLayer(
              "convolution" + out,
              Keras.convolution(in, out, 3, stride).activation(LEAKY).build(),
              last)
          .addLayer("dropout" + out, Keras.dropout(DROPPED), "convolution" + out);
      last = "dropout" + out;
      in = out;
      stride = 3 - stride;
    }
    int side = SIDE / 4;
    int features = side * side * in;
    graph
        .addVertex(
            "features",
            new PreprocessorVertex(new CnnToFeedForwardPreProcessor(side, side, in)),
            last)
        .addLayer("score", Keras.dense(features, 1).build(), "features")
        .addLayer("class", Keras.dense(features, latents.classes()).build(), "features")
        .setOutputs("score", "class");
    return Blueprint.of(graph.build(), shape);
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
