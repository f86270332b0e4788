package org.gan4j.cli;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.LatentSource;
import org.gan4j.Seeds;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.cli.option.AdviceInOptions;
import org.gan4j.cli.option.AtLeastOne;
import org.gan4j.cli.option.Choice;
import org.gan4j.cli.option.GivenData;
import org.gan4j.cli.option.GivenRun;
import org.gan4j.cli.option.Overwriting;
import org.gan4j.cli.option.SeedList;
import org.gan4j.data.ImageSet;
import org.gan4j.draw.AcceptedLatents;
import org.gan4j.draw.BestSamples;
import org.gan4j.metrics.FeatureExtractor;
import org.gan4j.metrics.ImageStream;
import org.gan4j.metrics.LabelledStream;
import org.gan4j.metrics.Measures;
import org.gan4j.run.DataSpec;
import org.gan4j.run.RunConfig;
import org.gan4j.run.RunFolder;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Measures how good the images of a run's generator are. */
@Command(
    name = "evaluate",
    description =
        "Measure how good and how varied the images of a run's generator are, beside real images"
            + " and images of known faults.")
final class EvaluateCommand implements Runnable {
  private static final int FEWEST = 100;

  @ParentCommand private Gan gan;

  @Option(
      names = "--run",
      required = true,
      paramLabel = "DIR",
      description = "The folder that gan train wrote.")
  private Path run;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description = "Real images to compare with (default: the run's own; see gan train --help).")
  private String data;

  @Option(
      names = "--also",
      paramLabel = "DATA",
      description =
          "Other images to measure beside them, for example what another program has generated;"
              + " may be given several times.")
  private List<String> also = List.of();

  @Option(
      names = "--classifier",
      paramLabel = "NAME",
      description =
          "What images are looked at by: mnist or digits, which come with the program, pixels, or a"
              + " file of gan train-classifier (default: that of the data, else pixels).")
  private String classifier;

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "10000",
      converter = AtLeastOne.OfInt.class,
      description = "How many images of each kind (default: ${DEFAULT-VALUE}, or all there are).")
  private int images;

  @Option(
      names = "--seeds",
      paramLabel = "N[,N...]",
      defaultValue = "1,2,3",
      converter = SeedList.class,
      description = "Mean and deviation are over so many draws (default: ${DEFAULT-VALUE}).")
  private ImmutableLongArray seeds;

  @Option(
      names = "--nice",
      description =
          "Measure the best 5 %% by the discriminator too, as gan generate --nice keeps, and what"
              + " --nice=rejection accepts.")
  private boolean nice;

  @Option(
      names = "--nearest",
      paramLabel = "FILE.png",
      description = "Draw samples beside the training images that are nearest to them.")
  private Path nearest;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  @Mixin private LearningOptions learning;

  @Mixin private Choice choice;

  @Mixin private Overwriting overwriting;

  @Override
  public void run() {
    Optional.ofNullable(nearest).ifPresent(png -> overwriting.check(png, "--nearest"));
    RunFolder folder = GivenRun.open(run);
    RunConfig config = folder.config();
    DataSpec from =
        shown(
            data == null
                ? config.source().telling(AdviceInOptions::of)
                : config.reading(GivenData.parse(data)));
    EvaluationData real = EvaluationData.open(from, config.images().shape());
    int count = Math.min(images, real.most());
    checkArgument(
        count >= FEWEST,
        "%s images are too few to measure by: give at least %s (--images, --data)",
        count,
        FEWEST);
    FeatureExtractor extractor = extractor(from, config);
    boolean ofClasses = ofClasses(config, real, extractor);
    Optional<Pupil> pupil = learning.pupil(config, real, seeds, gan);
    Evaluation evaluation = new Evaluation(extractor, real, count, seeds, ofClasses);
    RunNetworks networks = new RunNetworks(folder, choice.of(folder, gan.err()::println));
    print(report(networks, from, evaluation, pupil));
    Optional.ofNullable(nearest).ifPresent(png -> drawNearest(networks, real, png));
  }

  private DataSpec shown(DataSpec from) {
    return from.showing(new ShownReading(gan));
  }

  private FeatureExtractor extractor(DataSpec from, RunConfig config) {
    return classifier == null
        ? Extractors.standard(from, config.images().shape(), gan.err()::println)
        : Extractors.named(classifier, config.images().shape());
  }

  /** Says what is missing where a generator of classes is not measured as one. */
  private boolean ofClasses(RunConfig config, EvaluationData real, FeatureExtractor extractor) {
    if (!config.drawsTheDatasClasses()) {
      return false;
    }
    List<String> classes = config.classes();
    if (!real.isOf(classes)) {
      gan.err()
          .printf(
              "classes are not measured: these data have not the classes %s%n",
              String.join(", ", classes));
      return false;
    }
    Optional<String> difference = Extractors.difference(extractor, classes);
    difference.ifPresent(
        text ->
            gan.err().printf("classes are not measured: %s; give another --classifier%n", text));
    return difference.isEmpty();
  }

  private EvaluationReport report(
      RunNetworks networks, DataSpec from, Evaluation evaluation, Optional<Pupil> pupil) {
    RunFolder folder = networks.folder();
    Checkpoint checkpoint = networks.checkpoint();
    Map<String, Evaluation.Subject> generators = new LinkedHashMap<>();
    Generator generator = networks.generator(choice.raw(), gan.err()::println);
    generators.put("generated", new Drawn(folder, generator, evaluation));
    if (!choice.raw() && checkpoint.hasAverage()) {
      Generator last = networks.generator(true, message -> {});
      generators.put("without the average", new Drawn(folder, last, evaluation));
    }
    if (nice) {
      Discriminator discriminator = networks.discriminator();
      generators.put(
          "generated, best 5 %", seed -> best(folder, generator, discriminator, evaluation, seed));
      if (folder.config().recipe().map(r -> NiceWay.areLogits(r.settings().loss())).orElse(false)) {
        generators.put(
            "generated, accepted 25 %",
            seed -> accepted(folder, generator, discriminator, evaluation, seed));
      }
    }
    for (String others : also) {
      ImageSet images =
          shown(folder.config().reading(GivenData.parse(others)))
              .open(Optional.of(evaluation.data().training().shape()));
      generators.put(others, seed -> evaluation.some(images, Seeds.derive(seed, "also")));
    }
    Map<String, List<Measures>> rows = evaluation.measure(generators, gan);
    return new EvaluationReport(
        folder.path().toString(),
        checkpoint.step(),
        from.text(),
        evaluation.data().othersName(),
        rows,
        evaluation.ofClasses() ? folder.config().classes() : List.of(),
        pupil
            .map(one -> learning.learnt(one, generator, folder.config().latentSpace()))
            .orElse(List.of()));
  }

  /** What a generator draws. */
  private record Drawn(RunFolder folder, Generator generator, Evaluation evaluation)
      implements Evaluation.Subject {
    @Override
    public ImageStream images(long seed) {
      return stream(folder, generator, folder.latents(seed), evaluation);
    }

    @Override
    public Optional<ImageStream> images(long seed, ImmutableIntArray inTurn) {
      return Optional.of(
          ImageStream.of(generator, folder.latents(seed, inTurn.toArray()), evaluation.images()));
    }
  }

  private static ImageStream best(
      RunFolder folder,
      Generator generator,
      Discriminator discriminator,
      Evaluation evaluation,
      long seed) {
    BestSamples best =
        BestSamples.draw(
            generator,
            discriminator,
            folder.config().latentSpace(),
            folder.latents(seed),
            evaluation.images(),
            NiceWay.BEST.usualShare());
    return stream(folder, generator, new LatentRows(best.latents()), evaluation);
  }

  private static ImageStream accepted(
      RunFolder folder,
      Generator generator,
      Discriminator discriminator,
      Evaluation evaluation,
      long seed) {
    AcceptedLatents accepted =
        AcceptedLatents.of(
            generator,
            discriminator,
            folder.config().latentSpace(),
            folder.latents(seed),
            NiceWay.REJECTION.usualShare(),
            seed);
    return stream(folder, generator, accepted, evaluation);
  }

  private static ImageStream stream(
      RunFolder folder, Generator generator, LatentSource latents, Evaluation evaluation) {
    return evaluation.ofClasses()
        ? LabelledStream.of(generator, folder.config().latentSpace(), latents, evaluation.images())
        : ImageStream.of(generator, latents, evaluation.images());
  }

  private void print(EvaluationReport report) {
    if (!json) {
      report.print(gan.out());
      return;
    }
    try {
      gan.out().println(report.json());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("measures are numbers, which JSON can hold", e);
    }
  }

  private void drawNearest(RunNetworks networks, EvaluationData real, Path png) {
    Generator generator = networks.generator(choice.raw(), message -> {});
    gan.err()
        .println(
            new NearestPicture(real)
                .write(generator, networks.folder().latents(seeds.get(0)), png));
  }
}
