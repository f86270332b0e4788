package org.gan4j.models;

import com.google.common.primitives.ImmutableIntArray;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.Latents;
import org.gan4j.SampleShape;
import org.gan4j.Seeds;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.game.UpdateScheme;
import org.gan4j.loss.GradientPenalty;
import org.gan4j.loss.Losses;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * A GAN for samples that are no images but rows of values, such as points of the plane: dense
 * hidden layers in both networks, ReLU in the generator and leaky ReLU in the discriminator, no
 * BatchNorm, and a last layer without an activation. So are the networks that are tried on rings
 * and grids of normal distributions (Metz, Poole, Pfau and Sohl-Dickstein, "Unrolled generative
 * adversarial networks", 2016; Srivastava et al., "VEEGAN", 2017), in sizes that differ from paper
 * to paper.
 *
 * @param hidden sizes of the hidden layers of either network
 * @param leak the slope of the discriminator's activations below 0; 0 for plain ReLU
 * @param weights how the initial weights are drawn
 * @param recipe how they are trained; each network gets a copy of its optimiser
 */
public record PointsGan(ImmutableIntArray hidden, double leak, WeightInit weights, Recipe recipe) {
  private static final ImmutableIntArray THREE = ImmutableIntArray.of(128, 128, 128);

  /**
   * {@return networks that cover a ring of 8 modes, and of a grid of 25 most: three hidden layers
   * of 128, two normal latents, hinge loss, batches of 512, Adam 1e-3 with beta1 0.5; the rate is
   * divided by 1 + 5e-4 * updates, because modes are narrow, and a constant rate keeps samples
   * moving around them}
   */
  public static PointsGan usual() {
    GanSettings hinge = GanSettings.defaults().withLoss(Losses.hinge()).withBatchSize(512);
    return new PointsGan(
        THREE,
        0,
        WeightInit.XAVIER_UNIFORM,
        Recipe.of(2, Keras.adam(1e-3, 0.5, 5e-4), hinge, Snapshots.USUAL));
  }

  /**
   * {@return networks that cover ring and grid and draw them sharply in about 25,000 steps, best by
   * a {@link org.gan4j.train.MovingAverage} of the generator: the relativistic loss with both
   * gradient penalties of 0.02, as in R3GAN (Huang et al. 2024, arXiv:2501.05441), two uniform
   * latents, batches of 128, leaky ReLU and He's weights, Adam 2e-3 without momentum, whose rate
   * falls to 0 over the last 60 % of a run}
   */
  public static PointsGan sharp() {
    GanSettings relativistic =
        GanSettings.defaults()
            .withScheme(UpdateScheme.JOINT)
            .withLoss(Losses.relativistic())
            .withPenalties(GradientPenalty.r1(0.02), GradientPenalty.r2(0.02))
            .withLatents(Latents.UNIFORM);
    Recipe recipe = Recipe.of(2, new Adam(2e-3, 0, 0.99, 1e-8), relativistic, Snapshots.USUAL);
    return new PointsGan(THREE, 0.2, WeightInit.RELU, recipe.withRateFallsFrom(0.4));
  }

  /**
   * {@return a new generator: takes {@code [batch, latentSize]}, gives {@code [batch, size]}}
   *
   * @param shape of the samples, for example {@code SampleShape.vector(2)}
   * @param seed of a run; the initial weights follow from it
   */
  public Generator generator(SampleShape shape, long seed) {
    long own = Seeds.derive(seed, "generator weights");
    IUpdater optimiser = recipe.generatorOptimiser();
    return Generator.of(network(recipe.latentSize(), shape.size(), 0, optimiser, own), shape);
  }

  /**
   * {@return a new discriminator: takes {@code [batch, size]}, gives raw scores {@code [batch, 1]}}
   *
   * @param shape of the samples, for example {@code SampleShape.vector(2)}
   * @param seed of a run; the initial weights follow from it
   */
  public Discriminator discriminator(SampleShape shape, long seed) {
    long own = Seeds.derive(seed, "discriminator weights");
    IUpdater optimiser = recipe.discriminatorOptimiser();
    return Discriminator.of(network(shape.size(), 1, leak, optimiser, own), shape);
  }

  /**
   * {@return a new trainer of two new networks, for a training of so many steps, over which numbers
   * follow the schedules of the recipe}
   *
   * @param shape of the samples, for example {@code SampleShape.vector(2)}
   * @param seed of everything random, the initial weights among it
   * @param steps of the whole training, at least 1
   */
  public GanTrainer trainer(SampleShape shape, long seed, long steps) {
    GanTrainer trainer =
        new GanTrainer(
            generator(shape, seed), discriminator(shape, seed), recipe.settings().withSeed(seed));
    recipe.schedule(trainer, steps);
    return trainer;
  }

  private MultiLayerNetwork network(
      int inputs, int outputs, double slope, IUpdater optimiser, long seed) {
    ListBuilder layers = Keras.network(seed, optimiser);
    int in = inputs;
    for (int out : hidden.toArray()) {
      layers.layer(Keras.dense(in, out).weightInit(weights).activation(below(slope)).build());
      in = out;
    }
    return Keras.initialised(layers.layer(Keras.dense(in, outputs).weightInit(weights).build()));
  }

  private static IActivation below(double slope) {
    return slope == 0 ? new ActivationReLU() : new ActivationLReLU(slope);
  }
}
