package org.gan4j.models;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.LatentSpace;
import org.gan4j.SampleShape;
import org.gan4j.Seeds;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;

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
 * @param kind what kind of game it plays
 * @param classes how many the generator is asked for one of: those of the data where the game needs
 *     labels, else how many are to be found; 0 if there are none
 */
public record GanModel(
    String name,
    String summary,
    ImageShape shape,
    GanNetworks networks,
    Recipe recipe,
    Map<String, Recipe> others,
    GanKind kind,
    int classes) {

  /**
   * Copies the other recipes.
   *
   * @param name lower case
   * @param summary one line
   * @param shape of the images
   * @param networks what is trained
   * @param recipe how it is trained
   * @param others further recipes by name
   * @param kind what kind of game it plays
   * @param classes how many the generator is asked for one of
   */
  public GanModel {
    others = ImmutableMap.copyOf(others);
  }

  /**
   * A model of noise against images, with a single recipe.
   *
   * @param name lower case, as the command line knows it
   * @param summary one line for people
   * @param shape of the images that its author trains it on
   * @param networks what is trained
   * @param recipe how it is trained
   */
  public GanModel(
      String name, String summary, ImageShape shape, GanNetworks networks, Recipe recipe) {
    this(name, summary, shape, networks, recipe, ImmutableMap.of(), GanKind.PLAIN, 0);
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

  /** {@return what the generator's latent vectors are} */
  public LatentSpace latents() {
    return new LatentSpace(settings().latents(), recipe.latentSize(), classes, kind.codes());
  }

  /** {@return how many values one latent vector has} */
  public int latentSize() {
    return latents().size();
  }

  /**
   * {@return the same model for data of so many classes, or of so many clusters; itself, if its
   * game needs no labels}
   *
   * @param count of the classes, at least 2
   * @throws IllegalArgumentException if there are fewer, and labels are needed
   */
  public GanModel forClasses(int count) {
    if (kind.labels() == GanKind.Labels.NONE) {
      return this;
    }
    checkArgument(
        count >= 2,
        "the model %s draws what it is asked for, and there is no choice among %s: use data of two"
            + " classes or more",
        name,
        count == 1 ? "one class" : count + " classes");
    return new GanModel(name, summary, shape, networks, recipe, others, kind, count);
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
    return new GanModel(
        name, summary, shape, networks, change.apply(recipe), others, kind, classes);
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
        networks.generator(images, latents(), recipe.generatorOptimiser(), 0).size();
    NetworkSize discriminator =
        networks.discriminator(images, latents(), recipe.discriminatorOptimiser(), 0).size();
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
    Blueprint blueprint =
        networks.generator(images, latents(), recipe.generatorOptimiser(), weights);
    return Generator.of(blueprint.build(), images);
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
    Blueprint blueprint =
        networks.discriminator(images, latents(), recipe.discriminatorOptimiser(), weights);
    return Discriminator.of(
        blueprint.build(), images, blueprint.given().toArray(SampleShape[]::new));
  }

  /**
   * {@return a new trainer of two new networks, for a training of so many steps: where the recipe
   * has schedules of learning rates and penalties, it listens to what follows them}
   *
   * @param images the shape of the images
   * @param seed of everything random, the initial weights among it
   * @param steps of the whole training, at least 1
   * @throws IllegalArgumentException if the model has no networks for images of that shape
   */
  public GanTrainer trainer(ImageShape images, long seed, long steps) {
    GanTrainer trainer = trainer(images, seed);
    recipe.schedule(trainer, steps);
    return trainer;
  }

  /**
   * {@return a new trainer of two new networks, which follows no schedules by itself}
   *
   * @param images the shape of the images
   * @param seed of everything random, the initial weights among it
   * @throws IllegalArgumentException if the model has no networks for images of that shape
   */
  public GanTrainer trainer(ImageShape images, long seed) {
    return trainer(generator(images, seed), discriminator(images, seed), seed);
  }

  /**
   * {@return a new trainer of two networks of this model}
   *
   * @param generator as {@link #generator} makes it
   * @param discriminator as {@link #discriminator} makes it
   * @param seed of everything random but the initial weights
   */
  public GanTrainer trainer(Generator generator, Discriminator discriminator, long seed) {
    GanSettings seeded = settings().withSeed(seed);
    return kind.maker().trainer(generator, discriminator, seeded, latents());
  }
}
