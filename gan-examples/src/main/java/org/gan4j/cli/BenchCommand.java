package org.gan4j.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.gan4j.augment.Augmentation;
import org.gan4j.cli.info.Table;
import org.gan4j.cli.option.AskedPenalties;
import org.gan4j.cli.option.AtLeastOne;
import org.gan4j.cli.option.AugmentationConverter;
import org.gan4j.models.GanModel;
import org.gan4j.models.GanModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Measures a model. */
@Command(
    name = "bench",
    description =
        "Measure how long one step of a model takes here. The last line printed is JSON: the median"
            + " step, and the most memory that the process has had.")
final class BenchCommand implements Runnable {
  @ParentCommand private Gan gan;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "mlp",
      description = "One of those that gan models lists (default: ${DEFAULT-VALUE}).")
  private String modelName;

  @Option(
      names = "--mode",
      paramLabel = "train|generate",
      defaultValue = "train",
      converter = Benchmark.Mode.Converter.class,
      description =
          "What a step is: updates of both networks, always by Adam and separately for real and"
              + " generated images, or the generation of a batch (default: ${DEFAULT-VALUE}).")
  private Benchmark.Mode mode;

  @Option(
      names = "--penalty",
      paramLabel = "KIND:WEIGHT[:EVERY]",
      defaultValue = "none",
      converter = AskedPenalties.Converter.class,
      description =
          "Gradient penalties in the discriminator's updates, as of gan train (default:"
              + " ${DEFAULT-VALUE}).")
  private AskedPenalties penalties;

  @Option(
      names = "--augment",
      paramLabel = "[ada:]HOW[,HOW...][:N]",
      defaultValue = "none",
      converter = AugmentationConverter.class,
      description =
          "What is done to images before the discriminator sees them, as of gan train (default:"
              + " ${DEFAULT-VALUE}).")
  private Augmentation augmentation;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "128",
      converter = AtLeastOne.OfInt.class,
      description = "Images in a batch (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "30",
      converter = AtLeastOne.OfInt.class,
      description = "Steps to measure (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      defaultValue = "5",
      converter = AtLeastOne.OfInt.class,
      description = "Steps to make before, unmeasured, at least (default: ${DEFAULT-VALUE}).")
  private int warmup;

  @Option(
      names = "--warmup-seconds",
      paramLabel = "S",
      defaultValue = "5",
      converter = AtLeastOne.OfInt.class,
      description =
          "How long to make such steps, at least; Java compiles meanwhile (default:"
              + " ${DEFAULT-VALUE}).")
  private int warmupSeconds;

  @Option(
      names = "--profile",
      description = "Print also how long each layer takes, and at how many operations a second.")
  private boolean profile;

  @Override
  public void run() {
    GanModel model = GanModels.named(modelName);
    Benchmark benchmark = new Benchmark(model, batchSize, penalties.all(), augmentation);
    Table machine = new Table();
    Machine.describe(machine); // after the networks are made, which load what they run by
    machine.row("OpenMP", "OMP_WAIT_POLICY " + Machine.waitPolicy());
    machine.row("oneDNN", Machine.oneDnn() ? "loaded" : "not loaded");
    machine.print(gan.out());
    int warm = benchmark.warmUp(mode, warmup, Duration.ofSeconds(warmupSeconds));
    gan.out().printf("warm-up      %,d steps%n", warm);
    Optional<ProfileTable> layers =
        profile ? Optional.of(new ProfileTable(benchmark.trainer())) : Optional.empty();
    double millis = benchmark.medianMillis(mode, new StepTimes(steps, System::nanoTime));
    layers.ifPresent(table -> table.print(gan.out(), steps));
    gan.out().println(json(millis, Machine.peakMegabytes()));
  }

  private String json(double millis, OptionalLong peak) {
    return String.format(
        Locale.ROOT,
        "{\"model\":\"%s\",\"mode\":\"%s\",\"batch_size\":%d,\"ms_per_step\":%.2f,"
            + "\"images_per_second\":%.1f,\"peak_rss_mb\":%s}",
        modelName,
        mode,
        batchSize,
        millis,
        batchSize * 1000 / millis,
        peak.isPresent() ? peak.getAsLong() : "null");
  }
}
