package org.gan4j.models;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.Seeds;
import org.gan4j.game.GanSettings;

/**
 * A GAN of the literature by name: its networks, the recipe that its author trains them by, and
 * others that are known to train them well.
 *
 * @param name lower case, as the command line knows it
 * @param summary one line for people
 * @param shape of the images that its author trains it on; others do where the networks allow
 * @param networks what is trained
 * @param recipe how it is trained
 * @param others further recipes by name: small letters, digits and dashes
 */
public record GanModel(
    String name,
    String summary,
    ImageShape shape,
    GanNetworks networks,
    Recipe recipe,
    Map<String, Recipe> others) {

  /**
   * Copies the other recipes.
   *
   * @param name lower case
   * @param summary one line
   * @param shape of the images
   * @param networks what is trained
   * @param recipe how it is trained
   * @param others further recipes by name
   */
  public GanModel {
    others = ImmutableMap.copyOf(others);
  }

  /**
   * Makes a model of a single recipe.
   *
   * @param name lower case
   * @param summary one line
   * @param shape of the images
   * @param networks what is trained
   * @param recipe how it is trained
   */
  public GanModel(
      String name, String summary, ImageShape shape, GanNetworks networks, Recipe recipe) {
    this(name, summary, shape, networks, recipe, ImmutableMap.of());
  }

  /**
   * {@return the same networks with another of this model's recipes}
   *
   * @param other its name, for example {@code "annealed"}
   * @throws IllegalArgumentException if there is none; the message lists those that there are
   */
  public GanModel by(String other) {
    Recipe named = others.get(other);
    if (named == null) {
      throw new IllegalArgumentException(
          "the model %s has no recipe \"%s\"; there are: %s"
              .formatted(
                  name,
                  other,
                  others.isEmpty() ? "none but its own" : String.join(", ", others.keySet())));
    }
    return with(own -> named);
  }

  /** {@return how many values one latent vector has} */
  public int latentSize() {
    return recipe.latentSize();
  }

  /** {@return the recipe's settings of the game} */
  public GanSettings settings() {
    return recipe.settings();
  }

  /**
   * {@return the same networks with another recipe}
   *
   * @param change for example {@code recipe -> recipe.withOptimiser(new Adam(1e-4))}
   */
  public GanModel with(UnaryOperator<Recipe> change) {
    return new GanModel(name, summary, shape, networks, change.apply(recipe), others);
  }

  /**
   * {@return how large the networks are, and what it takes at least to train them by this recipe;
   * nothing is allocated to know it}
   *
   * @param images the shape of the images
   * @throws IllegalArgumentException if the model has no networks for images of that shape; the
   *     message says for which it has
   */
  public ModelSize size(ImageShape images) {
    NetworkSize generator =
        NetworkSize.ofRows(
            networks.generatorLayers(images, latentSize(), recipe.generatorOptimiser(), 0),
            latentSize());
    NetworkSize discriminator =
        NetworkSize.ofSamples(
            networks.discriminatorLayers(images, recipe.discriminatorOptimiser(), 0), images);
    int batch = settings().batchSize();
    long values =
        generator.kept(recipe.generatorOptimiser())
            + discriminator.kept(recipe.discriminatorOptimiser())
            + generator.passing(batch)
            + discriminator.passing(batch);
    return new ModelSize(
        generator.parameters(),
        discriminator.parameters(),
        Float.BYTES * values,
        generator.batchNorm() || discriminator.batchNorm());
  }

  /**
   * {@return a new generator}
   *
   * @param images the shape of the images
   * @param seed of a run; the initial weights follow from it
   * @throws IllegalArgumentException if the model has no networks for images of that shape; the
   *     message says for which it has
   */
  public Generator generator(ImageShape images, long seed) {
    long weights = Seeds.derive(seed, "generator weights");
    return Generator.of(
        networks.generator(images, latentSize(), recipe.generatorOptimiser(), weights), images);
  }

  /**
   * {@return a new discriminator}
   *
   * @param images the shape of the images
   * @param seed of a run; the initial weights follow from it
   * @throws IllegalArgumentException if the model has no networks for images of that shape; the
   *     message says for which it has
   */
  public Discriminator discriminator(ImageShape images, long seed) {
    long weights = Seeds.derive(seed, "discriminator weights");
    return Discriminator.of(
        networks.discriminator(images, recipe.discriminatorOptimiser(), weights), images);
  }
}
