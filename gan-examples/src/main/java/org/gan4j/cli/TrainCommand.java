package org.gan4j.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.data.ImageSet;
import org.gan4j.models.GanModel;
import org.gan4j.models.GanModels;
import org.gan4j.models.Interval;
import org.gan4j.models.Snapshots;
import org.gan4j.train.GanSettings;
import org.gan4j.train.GanTrainer;
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
  /** What two cores make of the default model in less than three minutes. */
  private static final long DEFAULT_STEPS = 2000;

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
      description =
          "digits (drawn by the program), mnist or fashion-mnist (downloaded when missing),"
              + " mnist:DIR or fashion-mnist:DIR (the files in a folder), quickdraw:FILE[,FILE...]"
              + " (.npy files) or images:DIR (a folder of images) (default: ${DEFAULT-VALUE}).")
  private String dataName;

  @ArgGroup private Length length = new Length();

  private static final class Length {
    @Option(
        names = "--steps",
        paramLabel = "N",
        converter = AtLeastOne.OfLong.class,
        description = "How many steps to train (default: " + DEFAULT_STEPS + ").")
    private Long steps;

    @Option(
        names = "--epochs",
        paramLabel = "N",
        converter = AtLeastOne.OfInt.class,
        description = "How many times to go through the data, instead of --steps.")
    private Integer epochs;

    long steps(long epoch) {
      if (epochs != null) {
        return Interval.epochs(epochs).toSteps(epoch);
      }
      return steps == null ? DEFAULT_STEPS : steps;
    }
  }

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
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed trains the same networks (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder of the run, new or empty (default: runs/MODEL-DATA).")
  private Path out;

  @Option(
      names = "--log-every",
      paramLabel = "N",
      defaultValue = "10",
      converter = AtLeastOne.OfLong.class,
      description = "Steps between two lines of metrics.jsonl (default: ${DEFAULT-VALUE}).")
  private long logEvery;

  @Override
  public void run() {
    GanModel model = GanModels.named(modelName).with(recipeOptions::change);
    DataSpec data = DataSpec.parse(dataName);
    Path path = out == null ? Path.of("runs", model.name() + "-" + data.name()) : out;
    RunFolder folder = RunFolder.unused(path); // before a download, which may take minutes
    ImageSet images = new Pair(model, data, Optional.ofNullable(imageSize)).open(gan.err());
    GanSettings settings = model.settings().toBuilder().seed(seed).build();
    settings.batching().check(images, settings.realImagesInAnUpdate());
    int samples = model.recipe().snapshots().samples();
    OnePicture.check(samples, images.shape(), "use fewer --samples");
    Generator generator = model.generator(images.shape(), seed);
    Discriminator discriminator = model.discriminator(images.shape(), seed);
    RunConfig config = config(model, generator, images);
    folder.create(config);
    GanTrainer trainer = new GanTrainer(generator, discriminator, settings);
    new Training(config, samples, folder, gan).run(trainer, images);
  }

  private RunConfig config(GanModel model, Generator generator, ImageSet images) {
    int batch = model.settings().batchSize();
    long epoch = epoch(images.size(), model.settings().realImagesInAStep());
    Snapshots snapshots = model.recipe().snapshots();
    return new RunConfig(
        modelName,
        dataName,
        new RunConfig.Training(length.steps(epoch), batch, seed),
        new RunConfig.Intervals(
            snapshots.sampleEvery().toSteps(epoch), logEvery, snapshots.saveEvery().toSteps(epoch)),
        new RunConfig.Images(generator.imageShape(), generator.valueRange()),
        new RunConfig.LatentSpace(generator.latentSize(), model.settings().latents()),
        Optional.of(model.recipe()),
        Versions.present(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        commandLine());
  }

  /** In steps; what is left in the last one is filled up from the next epoch. */
  private static long epoch(long images, long inAStep) {
    return (images + inAStep - 1) / inAStep;
  }

  private String commandLine() {
    return "gan " + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
  }
}
