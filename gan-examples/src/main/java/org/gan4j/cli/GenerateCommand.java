package org.gan4j.cli;

import com.google.common.primitives.ImmutableIntArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.gan4j.Discriminator;
import org.gan4j.GanException;
import org.gan4j.Generator;
import org.gan4j.LatentSource;
import org.gan4j.cli.option.AskedClasses;
import org.gan4j.cli.option.AtLeastOne;
import org.gan4j.cli.option.Between;
import org.gan4j.cli.option.Choice;
import org.gan4j.cli.option.Overwriting;
import org.gan4j.cli.option.WordConverter;
import org.gan4j.draw.AcceptedLatents;
import org.gan4j.draw.BestSamples;
import org.gan4j.draw.ClassNames;
import org.gan4j.image.ImageGrid;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Draws new images with the generator of a run. */
@Command(name = "generate", description = "Draw new images with the generator of a run.")
final class GenerateCommand implements Runnable {
  @ParentCommand private Gan gan;

  @Option(
      names = "--run",
      required = true,
      paramLabel = "PATH",
      description = "The folder that gan train wrote, or a file that gan export wrote.")
  private Path run;

  @Option(
      names = "--count",
      paramLabel = "N",
      converter = AtLeastOne.OfInt.class,
      description = "How many images; with --class of each class (default: 64, or 10 of each).")
  private Integer count;

  @Mixin private AskedClasses asked;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed draws the same images (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "PATH",
      description =
          "FILE.png for one picture of all, FILE.npy for one array of bytes (of numbers, if they"
              + " are no images), FOLDER/ for a picture each, with --class in a folder of its class"
              + " (default: generated-SEED.png in the run's folder or beside the file, with --nice"
              + " nice-SEED.png; a picture of that name is replaced).")
  private String out;

  @Mixin private Choice choice;

  @Mixin private Overwriting overwriting;

  @ArgGroup(exclusive = false)
  private Nice nice;

  private static final class Nice {
    @Option(
        names = "--nice",
        required = true,
        arity = "0..1",
        paramLabel = "WAY",
        fallbackValue = "best",
        converter = OfWay.class,
        description =
            "Draw many more. best, or nothing: keep those that the discriminator takes for most real."
                + " rejection: accept each by a chance that follows from its score, so that what is"
                + " rare stays.")
    private NiceWay way;

    @Option(
        names = "--keep",
        paramLabel = "SHARE",
        converter = Between.Share.class,
        description =
            "The share that --nice keeps, best first (default: 0.05), or that --nice=rejection accepts"
                + " (default: 0.25).")
    private Double share;

    private double keep() {
      return share == null ? way.usualShare() : share;
    }
  }

  private static final class OfWay extends WordConverter<NiceWay> {
    OfWay() {
      super(NiceWay.values());
    }
  }

  @Override
  public void run() {
    Trained trained = Trained.open(run, choice, gan.err()::println);
    ImmutableIntArray classes = asked.of(trained.classes());
    int each = Objects.requireNonNullElse(count, classes.isEmpty() ? 64 : 10);
    int all = Math.multiplyExact(each, Math.max(1, classes.length()));
    ImageOutput output = output(trained, all);
    Generator generator = trained.generator(); // once: it says which it is
    List<LatentSource> sources =
        nice == null ? sources(trained, classes) : nice(trained, generator, classes, each);
    write(trained.classes(), generator, classes, sources, each, output);
    gan.out().println(output.path());
  }

  /** Without --out the name is this program's own, which it may give to a new picture. */
  private ImageOutput output(Trained trained, int all) {
    if (out == null) {
      Path own = trained.place((nice == null ? "generated-" : "nice-") + seed + ".png");
      return new ImageOutput(own, ImageOutput.Kind.GRID).checked(all, trained.shape());
    }
    return ImageOutput.of(out).checked(all, trained.shape()).unused(overwriting);
  }

  /** Returns a stream for each class that is asked for, or one for all. */
  private List<LatentSource> sources(Trained trained, ImmutableIntArray classes) {
    return classes.isEmpty()
        ? List.of(trained.latents(seed))
        : classes.stream().mapToObj(label -> trained.latents(seed, label)).toList();
  }

  private List<LatentSource> nice(
      Trained trained, Generator generator, ImmutableIntArray classes, int each) {
    nice.way.check(trained.loss());
    Discriminator discriminator = trained.discriminator();
    return nice.way == NiceWay.BEST
        ? best(trained, generator, discriminator, classes, each)
        : accepted(trained, generator, discriminator, classes);
  }

  private List<LatentSource> accepted(
      Trained trained,
      Generator generator,
      Discriminator discriminator,
      ImmutableIntArray classes) {
    gan.err()
        .printf(
            Locale.ROOT,
            "of %,d samples is found how to accept %.3g of all%n",
            AcceptedLatents.FIRST_SAMPLES,
            nice.keep());
    List<LatentSource> all = new ArrayList<>();
    for (LatentSource latents : sources(trained, classes)) {
      all.add(
          AcceptedLatents.of(
              generator, discriminator, trained.space(), latents, nice.keep(), seed));
    }
    return all;
  }

  private List<LatentSource> best(
      Trained trained,
      Generator generator,
      Discriminator discriminator,
      ImmutableIntArray classes,
      int each) {
    List<LatentSource> all = new ArrayList<>();
    for (LatentSource latents : sources(trained, classes)) {
      try (ImageProgress progress =
              new ImageProgress(gan, "scored", Math.round(each / nice.keep()));
          BestSamples best =
              BestSamples.draw(
                  generator,
                  discriminator,
                  trained.space(),
                  new CountedLatents(latents, progress),
                  each,
                  nice.keep())) {
        tell(best, each);
        all.add(new LatentRows(best.latents().dup()));
      }
    }
    return all;
  }

  private void write(
      ClassNames names,
      Generator generator,
      ImmutableIntArray classes,
      List<LatentSource> sources,
      int each,
      ImageOutput output) {
    int all = each * sources.size();
    List<String> rows = classes.stream().mapToObj(names.names()::get).toList();
    try (GracefulStop stop = GracefulStop.install(gan.err());
        ImageProgress progress = new ImageProgress(gan, "drawn", all)) {
      if (classes.isEmpty() || output.kind() != ImageOutput.Kind.FOLDER) {
        LatentSource latents =
            new StoppableLatents(
                classes.isEmpty() ? sources.get(0) : new ClassRows(sources, each), stop);
        output.write(new GeneratedImages(generator, latents, all, progress), rows);
      } else {
        ClassFolders folders = ClassFolders.of(names.names());
        folders.told(classes.stream()).ifPresent(gan.err()::println);
        for (int i = 0; i < sources.size(); i++) {
          LatentSource latents = new StoppableLatents(sources.get(i), stop);
          output
              .inside(folders.of(classes.get(i)))
              .write(new GeneratedImages(generator, latents, each, progress), List.of());
        }
      }
    }
    if (!classes.isEmpty() && output.kind() == ImageOutput.Kind.GRID) {
      gan.err()
          .printf(
              "rows from the top: %s%s%n",
              String.join(", ", rows),
              ImageGrid.canWriteNames()
                  ? ""
                  : " (their names are not in the picture: Java finds no font, install fontconfig"
                      + " and one)");
    }
  }

  private void tell(BestSamples best, int kept) {
    gan.err()
        .printf(
            Locale.ROOT,
            "drew %,d samples, kept the %,d that the discriminator scored highest (scores %.1f to"
                + " %.1f; the median of all was %.1f)%n",
            best.drawn(),
            kept,
            best.scores().get(kept - 1),
            best.scores().get(0),
            best.median());
  }

  /**
   * Ends when the user wants it, so that what is half written is deleted before the process ends.
   */
  private record StoppableLatents(LatentSource latents, GracefulStop stop) implements LatentSource {
    @Override
    public int size() {
      return latents.size();
    }

    @Override
    public INDArray sample(int count) {
      if (stop.asked()) {
        throw new GanException("stopped before all images were drawn");
      }
      return latents.sample(count);
    }
  }

  /** Says how many of the latents were taken. */
  private record CountedLatents(LatentSource latents, ImageProgress progress)
      implements LatentSource {
    @Override
    public int size() {
      return latents.size();
    }

    @Override
    public INDArray sample(int count) {
      progress.add(count);
      return latents.sample(count);
    }
  }
}
