package org.gan4j.models;

import com.google.common.collect.ImmutableMap;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.gan4j.ImageShape;
import org.gan4j.LatentSpace;
import org.gan4j.SampleShape;
import org.gan4j.game.GanSettings;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The conditional GAN of dense layers of the Keras tutorials (github.com/eriklindernoren/Keras-GAN,
 * {@code cgan.py}): latents, and in the discriminator the image as a row, are multiplied by a
 * vector for each class. The generator is that of {@code mlp}; the discriminator has three layers
 * of 512 with leaky ReLU 0.2, and dropout 0.4 after the second and the third.
 */
public final class ConditionalMlpGan implements GanNetworks {
  private static final ImageShape MNIST = ImageShape.gray(28, 28);
  private static final IActivation LEAKY = new ActivationLReLU(0.2);
  private static final double BATCH_NORM_MOMENTUM = 0.8;
  private static final double DROPPED = 0.4;
  private static final int HIDDEN = 512;

  private ConditionalMlpGan() {}

  /**
   * {@return the model as the tutorial trains it: (1,494,520 and 935,585 parameters for 1x28x28 and
   * ten classes) Adam 2e-4 with beta1 0.5, normal latents of 100, real and generated images as
   * separate updates, random batches of 32. Different from it: the generator is asked for the
   * classes of the batch in its own update, too, not for random ones}
   */
  public static GanModel model() {
    return new GanModel(
        "cgan",
        "dense layers for classes: latents and images times a vector for each",
        MNIST,
        new ConditionalMlpGan(),
        Recipe.of(
            100,
            Keras.adam(2e-4, 0.5),
            GanSettings.defaults().withBatchSize(32),
            new Snapshots(100, Interval.steps(1000), Interval.steps(1000))),
        ImmutableMap.of(),
        GanKind.CONDITIONAL,
        10);
  }

  @Override
  public Blueprint generator(ImageShape shape, LatentSpace latents, IUpdater optimiser, long seed) {
    GraphBuilder graph = Keras.graph(seed, optimiser).addInputs("latents");
    String last = Conditions.embedded(graph, "latents", latents.noise(), latents.classes());
    int in = latents.noise();
    for (int out : new int[] {256, 512, 1024}) {
      graph.addLayer("dense" + out, Keras.dense(in, out).activation(LEAKY).build(), last);
      last = "norm" + out;
      graph.addLayer(last, Keras.batchNorm(out, BATCH_NORM_MOMENTUM), "dense" + out);
      in = out;
    }
    graph
        .addLayer(
            "image", Keras.dense(in, shape.size()).activation(new ActivationTanH()).build(), last)
        .setOutputs("image");
    return Blueprint.of(graph.build(), SampleShape.vector(latents.size()));
  }

  @Override
  public Blueprint discriminator(
      ImageShape shape, LatentSpace latents, IUpdater optimiser, long seed) {
    int classes = latents.classes();
    GraphBuilder graph = Keras.graph(seed, optimiser).addInputs("image", "class");
    String row = Conditions.multiplied(graph, "image", shape.size(), "class", classes);
    graph
        .addLayer("dense1", hidden(shape.size()).activation(LEAKY).build(), row)
        .addLayer("dense2", hidden(HIDDEN).activation(LEAKY).build(), "dense1")
        .addLayer("dropout2", Keras.dropout(DROPPED), "dense2")
        .addLayer("dense3", hidden(HIDDEN).activation(LEAKY).build(), "dropout2")
        .addLayer("dropout3", Keras.dropout(DROPPED), "dense3")
        .addLayer("score", Keras.dense(HIDDEN, 1).build(), "dropout3")
        .setOutputs("score");
    return Blueprint.of(
        graph.build(), SampleShape.vector(shape.size()), SampleShape.vector(classes));
  }

  private static DenseLayer.Builder hidden(int in) {
    return Keras.dense(in, HIDDEN);
  }
}
