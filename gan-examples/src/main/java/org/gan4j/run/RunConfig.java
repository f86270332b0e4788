package org.gan4j.run;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.Latents;
import org.gan4j.ValueRange;
import org.gan4j.data.Fingerprint;
import org.gan4j.file.JsonLimits;
import org.gan4j.file.WholeFile;
import org.gan4j.models.GanModels;
import org.gan4j.models.Interval;
import org.gan4j.models.Recipe;
import org.gan4j.models.Snapshots;
import org.gan4j.train.FallingRate;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonSerialize;
import org.nd4j.shade.jackson.databind.node.LongNode;
import org.nd4j.shade.jackson.databind.node.NullNode;
import org.nd4j.shade.jackson.databind.node.TextNode;

/**
 * What a run was started with, and what is needed to use its networks: the file {@code config.json}
 * of a run folder.
 *
 * @param model the name of the model
 * @param data as {@code --data} named it
 * @param startedIn the folder that relative paths in it begin in; empty in runs of the first
 *     versions, which do not tell
 * @param pictures how those of a folder are read; in runs of the first versions as they are stored
 * @param training how long and how
 * @param every how many steps lie between two of a kind
 * @param evaluations how the generator is measured meanwhile; runs of the first versions were not
 * @param images what the networks make and judge
 * @param fingerprint of the data
 * @param latents what the generator takes
 * @param recipe how the networks are trained, all of it; runs of the first versions do not tell
 * @param averageHalfLife of the moving average of the generator, in real images; 0 for none, as in
 *     runs of the first versions
 * @param versions of the programs that trained
 * @param created when the run began
 * @param command the command line
 */
public record RunConfig(
    String model,
    String data,
    String startedIn,
    PictureReading pictures,
    Training training,
    Intervals every,
    Evaluations evaluations,
    Images images,
    Fingerprint fingerprint,
    LatentSpace latents,
    @JsonSerialize(using = RecipeField.Writer.class)
        @JsonDeserialize(using = RecipeField.Reader.class)
        Optional<Recipe> recipe,
    long averageHalfLife,
    Versions versions,
    Instant created,
    String command) {

  /** By what name it is kept in checkpoints. */
  public static final String PART = "config.json";

  /** What runs do not tell that are older than a field. */
  private static final Map<String, JsonNode> OF_FIRST_VERSIONS =
      Map.of(
          "recipe",
          NullNode.getInstance(),
          "startedIn",
          TextNode.valueOf(""),
          "averageHalfLife",
          LongNode.valueOf(0),
          "pictures",
          Json.tree(PictureReading.AS_STORED),
          "evaluations",
          Json.tree(Evaluations.NONE));

  /**
   * Checks the configuration.
   *
   * @param model the name of the model
   * @param data as {@code --data} named it
   * @param startedIn the folder that relative paths in it begin in; empty in runs of the first
   *     versions, which do not tell
   * @param pictures how those of a folder are read; in runs of the first versions as they are
   *     stored
   * @param training how long and how
   * @param every how many steps lie between two of a kind
   * @param evaluations how the generator is measured meanwhile; runs of the first versions were not
   * @param images what the networks make and judge
   * @param fingerprint of the data
   * @param latents what the generator takes
   * @param recipe how the networks are trained, all of it; runs of the first versions do not tell
   * @param averageHalfLife of the moving average of the generator, in real images; 0 for none, as
   *     in runs of the first versions
   * @param versions of the programs that trained
   * @param created when the run began
   * @param command the command line
   */
  public RunConfig {
    checkArgument(
        averageHalfLife >= 0, "a half-life has to be at least 0, not %s", averageHalfLife);
  }

  /**
   * How many steps, on how many images each, from which seed.
   *
   * @param steps how many
   * @param batch how many images each
   * @param seed of all that is drawn
   */
  public record Training(long steps, int batch, long seed) {
    /**
     * Checks the length.
     *
     * @param steps how many
     * @param batch how many images each
     * @param seed of all that is drawn
     */
    public Training {
      checkArgument(steps >= 1, "the number of steps has to be at least 1, not %s", steps);
      checkArgument(batch >= 1, "the batch size has to be at least 1, not %s", batch);
    }
  }

  /**
   * How many steps lie between two grids, two lines of the log, two savings of the networks.
   *
   * @param sample steps between two grids
   * @param log steps between two lines of the log
   * @param save steps between two checkpoints
   */
  public record Intervals(long sample, long log, long save) {
    /**
     * Checks the intervals.
     *
     * @param sample steps between two grids
     * @param log steps between two lines of the log
     * @param save steps between two checkpoints
     */
    public Intervals {
      checkArgument(
          sample >= 1 && log >= 1 && save >= 1,
          "intervals have to be at least 1, not %s, %s and %s",
          sample,
          log,
          save);
    }
  }

  /**
   * How the generator is measured.
   *
   * @param every how many steps lie between two times; 0 for never
   * @param by the measure that says which checkpoint is the best
   */
  public record Evaluations(long every, String by) {
    static final Evaluations NONE = new Evaluations(0, "frechet");

    /**
     * Checks that there is such a measure.
     *
     * @param every how many steps lie between two times; 0 for never
     * @param by the measure that says which checkpoint is the best
     */
    public Evaluations {
      checkArgument(every >= 0, "the interval of evaluations is at least 0, not %s", every);
      RankedMeasure.named(by);
    }
  }

  /**
   * {@return this configuration of a run that is to make another number of steps}
   *
   * @param steps how many in all
   */
  public RunConfig withSteps(long steps) {
    return with(data, startedIn, new Training(steps, training.batch(), training.seed()));
  }

  /**
   * {@return data, whose pictures are read as the run reads its own}
   *
   * @param text what the user wrote
   */
  public DataSpec read(String text) {
    return reading(DataSpec.parse(text));
  }

  private DataSpec reading(DataSpec spec) {
    return DataKind.of(spec.text()).equals(Optional.of(DataKind.IMAGES))
        ? spec.reading(pictures)
        : spec;
  }

  /**
   * {@return this configuration of a run whose data are somewhere else now}
   *
   * @param other another run
   */
  public RunConfig withDataOf(RunConfig other) {
    return with(other.data, other.startedIn, training);
  }

  private RunConfig with(String text, String folder, Training length) {
    return new RunConfig(
        model,
        text,
        folder,
        pictures,
        length,
        every,
        evaluations,
        images,
        fingerprint,
        latents,
        recipe,
        averageHalfLife,
        versions,
        created,
        command);
  }

  /** {@return the data, where the run found them; or from here, where they lie no longer there} */
  public DataSpec source() {
    DataSpec there = DataSpec.parse(data, Path.of(startedIn));
    DataSpec here = DataSpec.parse(data);
    return reading(here.isThere() && !there.isThere() ? here : there);
  }

  /**
   * {@return whether nothing is changed that a run depends on}
   *
   * @param other another run
   */
  public boolean trainsAs(RunConfig other) {
    return RunChanges.between(other, this).isEmpty();
  }

  /**
   * {@return whether both optimisers are those of another run, and their rates fall as there or not
   * at all: rates that a guard has lowered then stay so}
   *
   * @param other another run
   */
  public boolean hasTheRatesOf(RunConfig other) {
    return rates().equals(other.rates());
  }

  private Optional<List<Object>> rates() {
    return recipe.map(
        r -> List.of(r.generatorOptimiser(), r.discriminatorOptimiser(), r.rateFallsFrom()));
  }

  /** {@return what lets the learning rates of the run fall, if they are to} */
  public Optional<FallingRate> fallingRate() {
    return recipe.flatMap(r -> r.fallingRate(training.steps()));
  }

  /** {@return how many images a grid of samples has} */
  public int samples() {
    return recipe.map(Recipe::snapshots).orElse(Snapshots.USUAL).samples();
  }

  /**
   * {@return whether the networks are saved as often as the model's author does, or the user said
   * how}
   */
  public boolean savesAsTheModelDoes() {
    Interval own = GanModels.named(model).recipe().snapshots().saveEvery();
    return recipe.map(Recipe::snapshots).map(Snapshots::saveEvery).filter(own::equals).isPresent();
  }

  /**
   * The shape of the images, and the values of black and white in them.
   *
   * @param shape of the images
   * @param range the values of black and white in them
   */
  public record Images(ImageShape shape, ValueRange range) {}

  /**
   * How many latent values make an image, and how they are distributed.
   *
   * @param size how many make an image
   * @param kind how they are distributed
   */
  public record LatentSpace(int size, Latents kind) {
    /**
     * Checks the size.
     *
     * @param size how many make an image
     * @param kind how they are distributed
     */
    public LatentSpace {
      checkArgument(size >= 1, "the latent size has to be at least 1, not %s", size);
    }
  }

  /**
   * Writes the configuration as JSON.
   *
   * @param file of the configuration
   * @throws GanException if the file cannot be written
   */
  public void write(Path file) {
    try {
      WholeFile.write(file, this::writeTo);
    } catch (IOException e) {
      throw new GanException(
          "%s cannot be written (%s): is there room on the disk?".formatted(file, e), e);
    }
  }

  /**
   * Writes the configuration as JSON.
   *
   * @param out where to; not closed
   * @throws IOException if that fails
   */
  public void writeTo(OutputStream out) throws IOException {
    out.write(json());
  }

  private byte[] json() throws JsonProcessingException {
    return (Json.text(this) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * {@return the configuration in a file}
   *
   * @param file of the configuration
   * @throws GanException if the file is missing or is no whole configuration
   */
  public static RunConfig read(Path file) {
    try {
      return Json.parse(JsonLimits.read(file), RunConfig.class, OF_FIRST_VERSIONS);
    } catch (JsonProcessingException e) {
      throw new GanException(
          "%s is damaged (%s): restore the file, or train the run again"
              .formatted(file, Json.reason(e)),
          e);
    } catch (IOException e) {
      throw new GanException("%s cannot be read (%s)".formatted(file, e), e);
    }
  }
}
