package org.gan4j.models;

import java.util.function.BiFunction;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.Seeds;
import org.gan4j.train.GanSettings;

/**
 * A GAN of the literature by name: its networks, and the settings that its author trains it with.
 *
 * @param name lower case, as the command line knows it
 * @param summary one line for people
 * @param latentSize values in one latent vector
 * @param settings how it is trained
 * @param generators makes the generator's network for images of a shape from a seed
 * @param discriminators makes the discriminator's network for images of a shape from a seed
 */
public record GanModel(
    String name,
    String summary,
    int latentSize,
    GanSettings settings,
    BiFunction<ImageShape, Long, Model> generators,
    BiFunction<ImageShape, Long, Model> discriminators) {

  /**
   * {@return a new generator}
   *
   * @param shape of the images
   * @param seed of a run; the initial weights follow from it
   * @throws IllegalArgumentException if the model has no networks for images of that shape
   */
  public Generator generator(ImageShape shape, long seed) {
    return Generator.of(generators.apply(shape, Seeds.derive(seed, "generator weights")), shape);
  }

  /**
   * {@return a new discriminator}
   *
   * @param shape of the images
   * @param seed of a run; the initial weights follow from it
   * @throws IllegalArgumentException if the model has no networks for images of that shape
   */
  public Discriminator discriminator(ImageShape shape, long seed) {
    return Discriminator.of(
        discriminators.apply(shape, Seeds.derive(seed, "discriminator weights")), shape);
  }
}
