package org.gan4j.cli.option;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.gan4j.GanException;
import org.gan4j.Latents;
import org.gan4j.data.Batching;
import org.gan4j.data.ImageSet;
import org.gan4j.file.JsonLimits;
import org.gan4j.game.GanSettings;
import org.gan4j.game.UpdateScheme;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.NamedLoss;
import org.gan4j.models.Interval;
import org.gan4j.models.Recipe;
import org.gan4j.models.Snapshots;
import org.gan4j.run.ManyGrids;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that change a model's recipe. What is not given stays the model's. */
public final class RecipeOptions {
  private static final String MODELS = " (default: the model's)";

  @Option(
      names = "--recipe",
      paramLabel = "NAME|FILE.json",
      description =
          "How to train: by a further recipe of the model, of those that gan models NAME tells, or"
              + " by a file as gan models NAME --json writes it; ./NAME is a file in any case. The"
              + " options below change it (default: the model's own recipe, see gan models NAME).")
  private Path file;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      converter = Between.Positive.class,
      description = "Of both optimisers, at the beginning" + MODELS + ".")
  private Double learningRate;

  @Option(
      names = "--rate-falls-from",
      paramLabel = "X",
      converter = Between.WholeShare.class,
      description =
          "The share of the steps after which both learning rates fall in a straight line to 0 at the"
              + " last step; 1 for never. --rate-schedule linear:X in short"
              + MODELS
              + ".")
  private Double rateFallsFrom;

  @Mixin private ScheduleOptions schedules;

  @Option(
      names = "--beta1",
      paramLabel = "X",
      converter = Between.ZeroAndOne.class,
      description = "Decay of the mean in Adam, of both optimisers" + MODELS + ".")
  private Double beta1;

  @Option(
      names = "--latent",
      paramLabel = "N",
      converter = AtLeastOne.OfInt.class,
      description = "Values in a latent vector" + MODELS + ".")
  private Integer latentSize;

  @Option(
      names = "--latent-kind",
      paramLabel = "KIND",
      converter = WordConverter.OfLatents.class,
      description = "normal, uniform (-1 to 1) or unit (uniform from 0 to 1)" + MODELS + ".")
  private Latents latents;

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      description =
          "non-saturating, minimax, least-squares, wasserstein or hinge; or one that judges real and"
              + " generated images by one another, which needs another update scheme than separate:"
              + " relativistic, relativistic-average, relativistic-average-least-squares or"
              + " relativistic-hinge"
              + MODELS
              + ".")
  private String loss;

  @Option(
      names = "--label-smoothing",
      paramLabel = "X",
      converter = Between.ZeroAndHalf.class,
      description = "0.1 gives real images labels of 0.9" + MODELS + ".")
  private Double labelSmoothing;

  @Option(
      names = "--label-noise",
      paramLabel = "X",
      converter = Between.ZeroAndHalf.class,
      description = "Probability of a wrong label for the discriminator" + MODELS + ".")
  private Double labelNoise;

  @Option(
      names = "--penalty",
      paramLabel = "KIND:WEIGHT[:EVERY]",
      converter = AskedPenalties.Converter.class,
      description =
          "Gradient penalties that keep the discriminator from being steep: r1, r2, wgan-gp, wgan-lp"
              + " or dragan, such as r1:0.5, or r1:0.5,r2:0.5 for both; r1:0.5:16 in every 16th"
              + " update alone; none for none"
              + MODELS
              + ".")
  private AskedPenalties penalties;

  @Mixin private ShownOptions shown;

  @Option(
      names = "--spectral-norm",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Divide the discriminator's weights by their spectral norms; for one without BatchNorm"
              + MODELS
              + ".")
  private Boolean spectralNorm;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      converter = AtLeastOne.OfInt.class,
      description = "Images in a batch" + MODELS + ".")
  private Integer batchSize;

  @Option(
      names = "--batching",
      paramLabel = "ORDER",
      converter = WordConverter.OfBatching.class,
      description = "random, shuffled or in-order" + MODELS + ".")
  private Batching batching;

  @Option(
      names = "--update-scheme",
      paramLabel = "SCHEME",
      converter = WordConverter.OfScheme.class,
      description =
          "Real and generated images in one discriminator update: separate, combined, halves,"
              + " joint or simultaneous"
              + MODELS
              + ".")
  private UpdateScheme scheme;

  @Option(
      names = "--d-steps",
      paramLabel = "N",
      converter = AtLeastOne.OfInt.class,
      description = "Discriminator updates in a step" + MODELS + ".")
  private Integer discriminatorSteps;

  @Option(
      names = "--g-steps",
      paramLabel = "N",
      converter = AtLeastOne.OfInt.class,
      description = "Generator updates in a step" + MODELS + ".")
  private Integer generatorSteps;

  @Option(
      names = "--samples",
      paramLabel = "N",
      converter = AtLeastOne.OfInt.class,
      description = "Images in a grid of samples" + MODELS + ".")
  private Integer samples;

  @Option(
      names = "--sample-every",
      paramLabel = "N[epochs]",
      converter = IntervalConverter.class,
      description =
          "Steps, or epochs, between two grids of samples (default: the model's, or so many that a"
              + " run draws no more than "
              + ManyGrids.ENOUGH
              + ").")
  private Interval sampleEvery;

  @Option(
      names = "--save-every",
      paramLabel = "N[epochs]",
      converter = IntervalConverter.class,
      description = "Steps, or epochs, between two savings of the networks" + MODELS + ".")
  private Interval saveEvery;

  /**
   * {@return a model's recipe as the user wants it}
   *
   * @param ofModel the model's own
   * @param others the model's further recipes by name, which go before files
   * @throws IllegalArgumentException if an option does not go with it
   * @throws GanException if the file cannot be used
   */
  public Recipe change(Recipe ofModel, Map<String, Recipe> others) {
    Recipe recipe = file == null ? ofModel : named(others);
    recipe = with(recipe, rateFallsFrom, Recipe::withRateFallsFrom);
    recipe = with(recipe, learningRate, Recipe::withLearningRate);
    recipe = with(recipe, beta1, Recipe::withBeta1);
    recipe = with(recipe, latentSize, Recipe::withLatentSize);
    Recipe changed =
        recipe
            .withSettings(settings(recipe.settings()))
            .withSnapshots(snapshots(recipe.snapshots()));
    return schedules.change(changed, rateFallsFrom != null);
  }

  private Recipe named(Map<String, Recipe> others) {
    Recipe named = others.get(file.toString());
    return named == null ? read(file, others.keySet()) : named;
  }

  private static Recipe read(Path file, Set<String> names) {
    try {
      return Recipe.parse(JsonLimits.read(file));
    } catch (NoSuchFileException e) {
      throw new GanException(
          "there is no recipe %s: gan models NAME --json writes one, and the model has %s"
              .formatted(file, names.isEmpty() ? "none but its own" : String.join(", ", names)),
          e);
    } catch (IOException e) {
      throw new GanException("the recipe %s cannot be read (%s)".formatted(file, e), e);
    } catch (IllegalArgumentException e) {
      throw new GanException("the recipe %s cannot be used: %s".formatted(file, e.getMessage()), e);
    }
  }

  private GanSettings settings(GanSettings settings) {
    AdversarialLoss ofModel = settings.loss();
    return new GanSettings(
        NamedLoss.of(ofModel).map(this::loss).orElse(ofModel),
        or(latents, settings.latents()),
        or(batchSize, settings.batchSize()),
        or(batching, settings.batching()),
        or(scheme, settings.scheme()),
        or(discriminatorSteps, settings.discriminatorSteps()),
        or(generatorSteps, settings.generatorSteps()),
        penalties == null ? settings.penalties() : penalties.all(),
        or(spectralNorm, settings.spectralNorm()),
        shown.augmentation(settings),
        shown.fakesPool(settings),
        settings.seed());
  }

  private AdversarialLoss loss(NamedLoss words) {
    return new NamedLoss(
            or(loss, words.name()),
            or(labelSmoothing, words.smoothing()),
            or(labelNoise, words.noise()))
        .loss();
  }

  private Snapshots snapshots(Snapshots snapshots) {
    return new Snapshots(
        or(samples, snapshots.samples()),
        or(sampleEvery, snapshots.sampleEvery()),
        or(saveEvery, snapshots.saveEvery()));
  }

  /**
   * {@return a recipe that fits the images in what the user has not asked for: a batch has no more
   * images than there are, and a grid no more than a picture holds}
   *
   * @param say is told what is less than in the recipe
   * @param recipe that was asked for
   * @param images of the data
   */
  public Recipe fit(Recipe recipe, ImageSet images, Consumer<String> say) {
    Recipe fitted = batchSize == null ? recipe.fitting(images.size()) : recipe;
    int batch = fitted.settings().batchSize();
    if (batch < recipe.settings().batchSize()) {
      say.accept(
          "batches of %,d instead of %,d, as there are %,d images"
              .formatted(batch, recipe.settings().batchSize(), images.size()));
    }
    int most = OnePicture.most(images.shape());
    Snapshots own = recipe.snapshots();
    if (samples == null && most < own.samples()) {
      say.accept(
          "grids of %,d samples instead of %,d, as they are large".formatted(most, own.samples()));
      return fitted.withSnapshots(new Snapshots(most, own.sampleEvery(), own.saveEvery()));
    }
    return fitted;
  }

  /** Changes what the user asks for, and nothing where there is no option. */
  private static <T, V> T with(T value, V option, BiFunction<T, V, T> change) {
    return option == null ? value : change.apply(value, option);
  }

  private static <T> T or(T option, T otherwise) {
    return option == null ? otherwise : option;
  }
}
