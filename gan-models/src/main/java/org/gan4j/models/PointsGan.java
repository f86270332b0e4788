package org.gan4j.models;

import com.google.common.primitives.ImmutableIntArray;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.SampleShape;
import org.gan4j.Seeds;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * A GAN for samples that are no images but rows of values, such as points of the plane: dense
 * hidden layers with ReLU in both networks, no BatchNorm, and a last layer without an activation.
 * So are the networks that are tried on rings and grids of normal distributions (Metz, Poole, Pfau
 * and Sohl-Dickstein, "Unrolled generative adversarial networks", 2016; Srivastava et al.,
 * "VEEGAN", 2017), in sizes that differ from paper to paper.
 *
 * @param latentSize values in one latent vector, at least 1
 * @param hidden sizes of the hidden layers of either network
 * @param generatorOptimiser of the generator, which gets a copy
 * @param discriminatorOptimiser of the discriminator, which gets a copy
 */
public record PointsGan(
    int latentSize,
    ImmutableIntArray hidden,
    IUpdater generatorOptimiser,
    IUpdater discriminatorOptimiser) {

  /**
   * Checks the latent size.
   *
   * @param latentSize at least 1
   * @param hidden sizes of the hidden layers
   * @param generatorOptimiser of the generator
   * @param discriminatorOptimiser of the discriminator
   * @throws IllegalArgumentException if it is below 1
   */
  public PointsGan {
    Sizes.checkLatents(latentSize);
  }

  /**
   * {@return networks that cover a ring of 8 modes, and of a grid of 25 most: three hidden layers
   * of 128, two latents, Adam 1e-3 with beta1 0.5; the rate is divided by 1 + 5e-4 * updates,
   * because modes are narrow, and a constant rate keeps samples moving around them}
   */
  public static PointsGan usual() {
    IUpdater adam = Keras.adam(1e-3, 0.5, 5e-4);
    return new PointsGan(2, ImmutableIntArray.of(128, 128, 128), adam, adam);
  }

  /**
   * {@return a new generator: takes {@code [batch, latentSize]}, gives {@code [batch, size]}}
   *
   * @param shape of the samples, for example {@code SampleShape.vector(2)}
   * @param seed of a run; the initial weights follow from it
   */
  public Generator generator(SampleShape shape, long seed) {
    long weights = Seeds.derive(seed, "generator weights");
    return Generator.of(network(latentSize, shape.size(), generatorOptimiser, weights), shape);
  }

  /**
   * {@return a new discriminator: takes {@code [batch, size]}, gives raw scores {@code [batch, 1]}}
   *
   * @param shape of the samples, for example {@code SampleShape.vector(2)}
   * @param seed of a run; the initial weights follow from it
   */
  public Discriminator discriminator(SampleShape shape, long seed) {
    long weights = Seeds.derive(seed, "discriminator weights");
    return Discriminator.of(network(shape.size(), 1, discriminatorOptimiser, weights), shape);
  }

  private MultiLayerNetwork network(int inputs, int outputs, IUpdater optimiser, long seed) {
    ListBuilder layers = Keras.network(seed, optimiser);
    int in = inputs;
    for (int out : hidden.toArray()) {
      layers.layer(Keras.dense(in, out).activation(new ActivationReLU()).build());
      in = out;
    }
    return Keras.initialised(layers.layer(Keras.dense(in, outputs).build()));
  }
}
