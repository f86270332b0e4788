package org.gan4j.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.data.ImageSet;
import org.gan4j.models.GanModel;
import org.gan4j.models.GanModels;
import org.gan4j.train.GanSettings;
import org.gan4j.train.GanTrainer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
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

    long steps(ImageSet images, int batch) {
      if (epochs != null) {
        long batches = (images.size() + batch - 1L) / batch; // the last one may be filled up
        return epochs * batches;
      }
      return steps == null ? DEFAULT_STEPS : steps;
    }
  }

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      converter = AtLeastOne.OfInt.class,
      description = "Images in a batch (default: the model's, see gan models).")
  private Integer batchSize;

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
      names = "--sample-every",
      paramLabel = "N",
      defaultValue = "100",
      converter = AtLeastOne.OfLong.class,
      description = "Steps between two grids of samples (default: ${DEFAULT-VALUE}).")
  private long sampleEvery;

  @Option(
      names = "--log-every",
      paramLabel = "N",
      defaultValue = "10",
      converter = AtLeastOne.OfLong.class,
      description = "Steps between two lines of metrics.jsonl (default: ${DEFAULT-VALUE}).")
  private long logEvery;

  @Option(
      names = "--save-every",
      paramLabel = "N",
      defaultValue = "500",
      converter = AtLeastOne.OfLong.class,
      description = "Steps between two savings of the networks (default: ${DEFAULT-VALUE}).")
  private long saveEvery;

  @Override
  public void run() {
    GanModel model = GanModels.named(modelName);
    DataSpec data = DataSpec.parse(dataName);
    GanSettings settings = settings(model);
    Path path = out == null ? Path.of("runs", model.name() + "-" + data.name()) : out;
    RunFolder folder = RunFolder.unused(path); // before a download, which may take minutes
    ImageSet images = data.open();
    settings.batching().check(images, settings.batchSize());
    Generator generator = model.generator(images.shape(), seed);
    Discriminator discriminator = model.discriminator(images.shape(), seed);
    RunConfig config = config(generator, settings, length.steps(images, settings.batchSize()));
    folder.create(config);
    GanTrainer trainer = new GanTrainer(generator, discriminator, settings);
    new Training(config, folder, gan).run(trainer, images);
  }

  private GanSettings settings(GanModel model) {
    GanSettings.Builder settings = model.settings().toBuilder().seed(seed);
    return batchSize == null ? settings.build() : settings.batchSize(batchSize).build();
  }

  private RunConfig config(Generator generator, GanSettings settings, long steps) {
    return new RunConfig(
        modelName,
        dataName,
        new RunConfig.Training(steps, settings.batchSize(), seed),
        new RunConfig.Intervals(sampleEvery, logEvery, saveEvery),
        new RunConfig.Images(generator.imageShape(), generator.valueRange()),
        new RunConfig.LatentSpace(generator.latentSize(), settings.latents()),
        Versions.present(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        commandLine());
  }

  private String commandLine() {
    return "gan " + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
  }
}
