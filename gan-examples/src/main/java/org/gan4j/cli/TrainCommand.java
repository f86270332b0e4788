package org.gan4j.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.cli.option.AdviceInOptions;
import org.gan4j.cli.option.AtLeastOne;
import org.gan4j.cli.option.AtLeastZero;
import org.gan4j.cli.option.GivenData;
import org.gan4j.cli.option.GivenRun;
import org.gan4j.cli.option.OnePicture;
import org.gan4j.cli.option.PictureOptions;
import org.gan4j.cli.option.RecipeOptions;
import org.gan4j.cli.option.RunLength;
import org.gan4j.cli.option.RunPlace;
import org.gan4j.cli.option.WatchOptions;
import org.gan4j.data.Fingerprint;
import org.gan4j.data.ImageSet;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.models.GanModel;
import org.gan4j.models.GanModels;
import org.gan4j.models.Interval;
import org.gan4j.models.Recipe;
import org.gan4j.run.DataKind;
import org.gan4j.run.DataSpec;
import org.gan4j.run.ManyGrids;
import org.gan4j.run.PictureReading;
import org.gan4j.run.RunConfig;
import org.gan4j.run.RunFolder;
import org.gan4j.run.RunLatents;
import org.gan4j.run.Versions;
import org.gan4j.train.MovingAverage;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Trains a model. */
@Command(
    name = "train",
    description = "Train a model. All that a run leaves behind goes into one folder.")
final class TrainCommand implements Runnable {
  @ParentCommand private Gan gan;
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "mlp",
      description = "One of those that gan models lists (default: ${DEFAULT-VALUE}).")
  private String modelName;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      defaultValue = "digits",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
      completionCandidates = DataKind.Help.class)
  private String dataName;

  @Mixin private PictureOptions pictureOptions;

  private PictureReading pictures = PictureReading.AS_STORED;

  @ArgGroup private RunLength length = new RunLength();

  @Option(
      names = "--image-size",
      paramLabel = "N",
      converter = AtLeastOne.OfInt.class,
      description =
          "Height and width that images are padded to, a folder's resized and cropped to (default:"
              + " those of the data, or the model's own where it has no networks for those).")
  private Integer imageSize;

  @Mixin private RecipeOptions recipeOptions;

  @Option(
      names = "--average-half-life",
      paramLabel = "N",
      defaultValue = "" + MovingAverage.HALF_LIFE,
      converter = AtLeastZero.class,
      description =
          "Real images after which a step counts half in the moving average of the generator, which"
              + " gan generate draws with; 0 for no average (default: ${DEFAULT-VALUE}).")
  private long averageHalfLife;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed trains the same networks (default: ${DEFAULT-VALUE}).")
  private long seed;

  @ArgGroup private RunPlace where = new RunPlace();

  @Option(
      names = "--clusters",
      paramLabel = "N",
      converter = AtLeastOne.OfInt.class,
      description = "Groups of images that narrow-clusters finds (default: 50, or 1 of 20 images).")
  private Integer clusters;

  @Option(
      names = "--log-every",
      paramLabel = "N",
      defaultValue = "10",
      converter = AtLeastOne.OfLong.class,
      description = "Steps between two lines of metrics.jsonl (default: ${DEFAULT-VALUE}).")
  private long logEvery;

  @Mixin private EvaluationOptions evaluations;

  @Mixin private WatchOptions watch;

  @Override
  public void run() {
    where
        .resumed()
        .map(GivenRun::open)
        .ifPresentOrElse(folder -> folder.locked(() -> goOn(folder)), this::begin);
  }

  private void begin() {
    length.checkNew();
    GanModel model = GanModels.named(modelName).with(this::asAsked);
    pictures = pictureOptions.reading(PictureReading.AS_STORED);
    DataSpec data = shown(GivenData.parse(dataName));
    NewRun run = NewRun.in(where.out(model, data)); // before a download, which may take minutes
    ImageSet images =
        new DataForModel(model, data, wantedSize())
            .open(gan.err(), shape -> memory(this::asAsked, () -> own(data)).check(model, shape));
    ModelOfData asked = fitted(model, data, images, clusters);
    ModelOfData fitted =
        asked.with(
            asked.model().with(recipe -> recipeOptions.fit(recipe, images, gan.err()::println)));
    BatchNormAdvice.tell(fitted.model(), images.shape(), gan.err()::println);
    GanTrainer trainer = trainer(fitted);
    RunConfig config = config(fitted, data, trainer.generator(), 0, Optional.empty());
    Training training = new Training(config, run.folder(), gan, watch);
    run.begin(config, trainer::steps, () -> training.run(trainer, fitted.images(), fresh -> {}));
  }

  private ModelOfData fitted(GanModel model, DataSpec data, ImageSet images, Integer count) {
    OptionalInt asked = count == null ? OptionalInt.empty() : OptionalInt.of(count);
    return ModelOfData.of(model, data, images, asked, seed, gan.err()::println);
  }

  private DataSpec shown(DataSpec data) {
    return PictureOptions.reading(data, pictures).showing(new ShownReading(gan));
  }

  private void goOn(RunFolder folder) {
    RunConfig saved = folder.config();
    asUnlessGiven(saved);
    GanModel model = GanModels.named(modelName).with(own -> recipe(saved, own));
    DataSpec data =
        shown(
            given("--data")
                ? GivenData.parse(dataName)
                : saved.source().telling(AdviceInOptions::of));
    DataForModel pair =
        new DataForModel(model, data, wantedSize().or(() -> Optional.of(saved.images().shape())));
    ImageSet images =
        pair.open(
            gan.err(),
            shape ->
                memory(own -> recipe(saved, own), () -> Optional.of(saved.images().shape()))
                    .check(model, shape));
    Optional<Checkpoint> checkpoint = folder.checkpoints().newest(gan.err()::println);
    long made = checkpoint.map(Checkpoint::step).orElse(0L);
    ModelOfData fitted = fitted(model, data, images, clusters);
    GanTrainer trainer = trainer(fitted);
    RunConfig asked = config(fitted, data, trainer.generator(), made, Optional.of(saved));
    Resumption resumption = new Resumption(folder, saved, made);
    RunConfig config = resumption.with(asked, where.allowsChanges());
    new Training(config, folder, gan, watch)
        .run(
            trainer,
            fitted.images(),
            fresh -> {
              checkpoint.ifPresent(whole -> resumption.restore(whole, fresh, config));
              folder.goBack(saved, config, made); // not before it is sure that the run goes on
              resumption.tellSchedules(config, gan.err()::println);
            });
  }

  /** Lets what is not given be as it was when the run began. */
  private void asUnlessGiven(RunConfig saved) {
    modelName = given("--model") ? modelName : saved.model();
    pictures = pictureOptions.reading(saved.pictures());
    seed = given("--seed") ? seed : saved.training().seed();
    clusters = given("--clusters") ? clusters : saved.clusters().orElse(null);
    averageHalfLife = given("--average-half-life") ? averageHalfLife : saved.averageHalfLife();
    logEvery = given("--log-every") ? logEvery : saved.every().log();
  }

  private MemoryNeeded memory(UnaryOperator<Recipe> options, Supplier<Optional<ImageShape>> own) {
    CommandText command = new CommandText(arguments());
    boolean refuses = where.resumed().isPresent() && !where.allowsChanges();
    return new MemoryNeeded(
        Memory.most(), refuses ? command.with("--allow-changes") : command, options, own);
  }

  private static Optional<ImageShape> own(DataSpec data) {
    return data.source().resizes() ? Optional.empty() : Optional.of(data.shape(Optional.empty()));
  }

  private Optional<ImageShape> wantedSize() {
    return Optional.ofNullable(imageSize).map(side -> ImageShape.gray(side, side));
  }

  private Recipe recipe(RunConfig saved, Recipe ofModel) {
    return asAsked(given("--model") ? ofModel : saved.recipe().orElse(ofModel));
  }

  private Recipe asAsked(Recipe recipe) {
    return recipeOptions.change(recipe, GanModels.named(modelName).others());
  }

  private boolean given(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  private GanTrainer trainer(ModelOfData fitted) {
    GanModel model = fitted.model();
    ImageSet images = fitted.images();
    GanSettings settings = model.settings();
    settings.batching().check(images, settings.realImagesInAnUpdate());
    OnePicture.check(model.recipe().snapshots().samples(), images.shape(), "use fewer --samples");
    return model.trainer(images.shape(), seed);
  }

  private RunConfig config(
      ModelOfData fitted,
      DataSpec data,
      Generator generator,
      long made,
      Optional<RunConfig> saved) {
    GanModel model = fitted.model();
    ImageSet images = fitted.images();
    int batch = model.settings().batchSize();
    long epoch = RunLength.epoch(images.size(), model.settings().realImagesInAStep());
    long before = saved.map(run -> run.training().steps()).orElse(RunLength.DEFAULT_STEPS);
    long total = length.total(epoch, made, before);
    return new RunConfig(
        modelName,
        data.text(),
        data.base().toAbsolutePath().normalize().toString(),
        pictures,
        new RunConfig.Training(total, batch, seed),
        new RunConfig.Intervals(
            sampleEvery(model, epoch, total, saved),
            logEvery,
            model.recipe().snapshots().saveEvery().toSteps(epoch)),
        evaluations.of(images, saved.map(RunConfig::evaluations)),
        new RunConfig.Images(generator.imageShape(), generator.valueRange()),
        Fingerprint.of(images),
        RunLatents.of(fitted.latents()),
        fitted.classes(),
        Optional.of(model.recipe()),
        averageHalfLife,
        Versions.present(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        commandLine());
  }

  /** A run that goes on draws its grids as before, also if it is to be longer. */
  private long sampleEvery(GanModel model, long epoch, long total, Optional<RunConfig> saved) {
    Recipe usual =
        saved.flatMap(RunConfig::recipe).orElseGet(() -> GanModels.named(modelName).recipe());
    Interval every = model.recipe().snapshots().sampleEvery();
    if (given("--sample-every") || !every.equals(usual.snapshots().sampleEvery())) {
      return every.toSteps(epoch);
    }
    return saved
        .map(run -> run.every().sample())
        .orElseGet(() -> ManyGrids.every(every.toSteps(epoch), total));
  }

  private String commandLine() {
    return "gan " + String.join(" ", arguments());
  }

  private List<String> arguments() {
    return spec.root().commandLine().getParseResult().originalArgs();
  }
}
