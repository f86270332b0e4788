package org.gan4j.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.gan4j.Discriminator;
import org.gan4j.GanException;
import org.gan4j.Generator;
import org.gan4j.LatentSource;
import org.gan4j.cli.option.AtLeastOne;
import org.gan4j.cli.option.Between;
import org.gan4j.cli.option.Choice;
import org.gan4j.cli.option.Overwriting;
import org.gan4j.draw.BestSamples;
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
      defaultValue = "64",
      converter = AtLeastOne.OfInt.class,
      description = "How many images (default: ${DEFAULT-VALUE}).")
  private int count;

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
          "FILE.png for one picture of all, FILE.npy for one array of bytes (of numbers, if they are no"
              + " images), FOLDER/ for a picture"
              + " each (default: generated-SEED.png in the run's folder or beside the file, with"
              + " --nice nice-SEED.png; a picture of that name is replaced).")
  private String out;

  @Mixin private Choice choice;

  @Mixin private Overwriting overwriting;

  @ArgGroup(exclusive = false)
  private Nice nice;

  private static final class Nice {
    @Option(
        names = "--nice",
        required = true,
        description = "Draw many more, and keep those that the discriminator takes for most real.")
    @SuppressWarnings("UnusedVariable") // that the group is there says it
    private boolean nice;

    @Option(
        names = "--keep",
        paramLabel = "SHARE",
        defaultValue = "0.05",
        converter = Between.Share.class,
        description = "The share that --nice keeps, best first (default: ${DEFAULT-VALUE}).")
    private double keep;
  }

  @Override
  public void run() {
    Trained trained = Trained.open(run, choice, gan.err()::println);
    ImageOutput output = output(trained);
    Generator generator = trained.generator();
    LatentSource latents = trained.latents(seed);
    if (nice == null) {
      write(generator, latents, output);
    } else {
      try (BestSamples best = best(generator, trained.discriminator(), latents)) {
        tell(best);
        write(generator, new LatentRows(best.latents()), output);
      }
    }
    gan.out().println(output.path());
  }

  /** Without --out the name is this program's own, which it may give to a new picture. */
  private ImageOutput output(Trained trained) {
    if (out == null) {
      Path own = trained.place((nice == null ? "generated-" : "nice-") + seed + ".png");
      return new ImageOutput(own, ImageOutput.Kind.GRID).checked(count, trained.shape());
    }
    return ImageOutput.of(out).checked(count, trained.shape()).unused(overwriting);
  }

  private void write(Generator generator, LatentSource latents, ImageOutput output) {
    try (GracefulStop stop = GracefulStop.install(gan.err());
        ImageProgress progress = new ImageProgress(gan, "drawn", count)) {
      LatentSource stoppable = new StoppableLatents(latents, stop);
      output.write(new GeneratedImages(generator, stoppable, count, progress));
    }
  }

  private BestSamples best(Generator generator, Discriminator discriminator, LatentSource latents) {
    long about = Math.round(count / nice.keep);
    try (ImageProgress progress = new ImageProgress(gan, "scored", about)) {
      LatentSource counted = new CountedLatents(latents, progress);
      return BestSamples.draw(generator, discriminator, counted, count, nice.keep);
    }
  }

  private void tell(BestSamples best) {
    gan.err()
        .printf(
            Locale.ROOT,
            "drew %,d samples, kept the %,d that the discriminator scored highest (scores %.1f to"
                + " %.1f; the median of all was %.1f)%n",
            best.drawn(),
            count,
            best.scores().get(count - 1),
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
