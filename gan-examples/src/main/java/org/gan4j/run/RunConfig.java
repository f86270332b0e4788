package org.gan4j.run;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gan4j.ImageShape;
import org.gan4j.LatentSpace;
import org.gan4j.ValueRange;
import org.gan4j.data.Fingerprint;
import org.gan4j.models.GanKind.Labels;
import org.gan4j.models.GanModels;
import org.gan4j.models.Interval;
import org.gan4j.models.Recipe;
import org.gan4j.models.Schedules;
import org.gan4j.models.Snapshots;
import org.gan4j.train.ScheduledRates;
import org.nd4j.shade.jackson.annotation.JsonInclude;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonSerialize;

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
 * @param latents the noise that the generator takes, and what more there is beside a class
 * @param classes the names of those that the generator is asked for, none if it is not; runs of the
 *     first versions were not
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
    RunLatents latents,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> classes,
    @JsonSerialize(using = RecipeField.Writer.class)
        @JsonDeserialize(using = RecipeField.Reader.class)
        Optional<Recipe> recipe,
    long averageHalfLife,
    Versions versions,
    Instant created,
    String command) {

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
   * @param latents the noise that the generator takes, and what more there is beside a class
   * @param classes the names of those that the generator is asked for, none if it is not; runs of
   *     the first versions were not
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
    classes = ImmutableList.copyOf(classes);
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
   * @param others any
   */
  public DataSpec reading(DataSpec others) {
    return others.kind().equals(DataKind.IMAGES) ? others.reading(pictures) : others;
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
        classes,
        recipe,
        averageHalfLife,
        versions,
        created,
        command);
  }

  /** {@return what the generator's latent vectors are} */
  public LatentSpace latentSpace() {
    return latents.space(classes.size());
  }

  /**
   * {@return whether the generator draws the class of the data that it is asked for; classes that
   * it has found by itself are no others than it says}
   */
  public boolean drawsTheDatasClasses() {
    return !classes.isEmpty() && GanModels.named(model).kind().labelled();
  }

  /** {@return how many groups of images the run has found, if it has found some} */
  public Optional<Integer> clusters() {
    return Optional.of(classes.size())
        .filter(count -> GanModels.named(model).kind().labels() == Labels.CLUSTERS);
  }

  /** {@return the data, where the run found them; or from here, where they lie no longer there} */
  public DataSpec source() {
    DataSpec there = DataSpec.of(data, Path.of(startedIn));
    DataSpec here = DataSpec.of(data, Path.of(""));
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
   * {@return whether both optimisers are those of another run, and their rates follow the schedule
   * that they follow there: rates that a guard has lowered then stay so}
   *
   * @param other another run
   */
  public boolean hasTheRatesOf(RunConfig other) {
    return rates().equals(other.rates());
  }

  private Optional<List<Object>> rates() {
    return recipe.map(
        r -> List.of(r.generatorOptimiser(), r.discriminatorOptimiser(), r.schedules().rate()));
  }

  /** {@return how numbers of the run change over its steps} */
  public Schedules schedules() {
    return recipe.map(Recipe::schedules).orElse(Schedules.CONSTANT);
  }

  /** {@return what lets the learning rates of the run follow their schedule, if they have one} */
  public Optional<ScheduledRates> scheduledRates() {
    return recipe.flatMap(r -> r.scheduledRates(training.steps()));
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
}
