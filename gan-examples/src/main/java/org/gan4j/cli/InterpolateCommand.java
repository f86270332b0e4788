package org.gan4j.cli;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.LatentSource;
import org.gan4j.cli.option.AskedClasses;
import org.gan4j.cli.option.AtLeastOne;
import org.gan4j.cli.option.Choice;
import org.gan4j.cli.option.Overwriting;
import org.gan4j.cli.option.SeedList;
import org.gan4j.draw.Interpolation;
import org.gan4j.image.GifFile;
import org.gan4j.image.ImageGrid;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Draws a walk from image to image. */
@Command(
    name = "interpolate",
    description = "Draw a walk between images, as a strip or as a GIF that goes there and back.")
final class InterpolateCommand implements Runnable {
  /** A wider strip can hardly be looked at; a longer GIF neither. */
  private static final int MOST = 2000;

  @ParentCommand private Gan gan;

  @Option(
      names = "--run",
      required = true,
      paramLabel = "PATH",
      description = "The folder that gan train wrote, or a file that gan export wrote.")
  private Path run;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Seeds seeds;

  private static final class Seeds {
    @ArgGroup(exclusive = false)
    private Two two;

    @Option(
        names = "--seeds",
        paramLabel = "N,N...",
        converter = SeedList.class,
        description = "Walk over several images, for example 1,2,3.")
    private ImmutableLongArray several;

    ImmutableLongArray all() {
      return several == null ? ImmutableLongArray.of(two.from, two.to) : several;
    }
  }

  private static final class Two {
    @Option(
        names = "--from",
        required = true,
        paramLabel = "N",
        description = "Seed of the image to begin at: the first one that gan generate draws of it.")
    private long from;

    @Option(
        names = "--to",
        required = true,
        paramLabel = "N",
        description = "Seed of the image to end at.")
    private long to;
  }

  @Option(
      names = "--class",
      paramLabel = "NAME,NAME...",
      description =
          "Walk from class to class at the latent of one seed, for example --seeds 1 --class 3,8; or"
              + " over several seeds in one class, --seeds 1,2,3 --class 7 (default: the first).")
  private String classes;

  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "16",
      converter = AtLeastOne.OfInt.class,
      description = "Images from one seed to the next, with both (default: ${DEFAULT-VALUE}).")
  private int frames;

  @Option(
      names = "--fps",
      paramLabel = "N",
      defaultValue = "10",
      converter = AtLeastOne.OfInt.class,
      description = "Images that a GIF shows in a second, up to 50 (default: ${DEFAULT-VALUE}).")
  private int fps;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "FILE.png for a strip, FILE.gif for a GIF.")
  private Path out;

  @Mixin private Choice choice;

  @Mixin private Overwriting overwriting;

  @Override
  public void run() {
    Trained trained = Trained.open(run, choice, gan.err()::println);
    checkArgument(
        trained.shape() instanceof ImageShape,
        "samples of %s are no images, and cannot be drawn: gan generate --out FILE.npy writes them"
            + " as numbers",
        trained.shape());
    String name = out.toString().toLowerCase(Locale.ROOT);
    checkArgument(
        name.endsWith(".png") || name.endsWith(".gif"),
        "--out ends in .png for a strip or in .gif for a GIF, which %s does not",
        out);
    GifFile gif = GifFile.ofRate(fps);
    ImmutableIntArray asked =
        classes == null ? ImmutableIntArray.of() : AskedClasses.numbers(classes, trained.classes());
    checkLength(asked);
    overwriting.check(out);
    Generator generator = trained.generator();
    try (INDArray walk = walk(trained, asked)) {
      if (name.endsWith(".gif")) {
        writeGif(generator, walk, gif);
      } else {
        writeStrip(generator, walk);
      }
    }
    gan.out().println(out);
  }

  private void checkLength(ImmutableIntArray asked) {
    checkArgument(
        asked.length() <= 1 || seeds.all().length() == 1,
        "a walk from class to class is at the latent of one seed, not of %s: --seeds 1 for example",
        seeds.all().length());
    int stops = Math.max(seeds.all().length(), asked.length());
    checkArgument(
        stops >= 2,
        "a walk needs at least two %s, not %s",
        asked.isEmpty() ? "seeds" : "seeds or classes",
        stops);
    checkArgument(frames >= 2, "a walk has at least two frames, not %s", frames);
    long length = (stops - 1) * (frames - 1L) + 1;
    checkArgument(length <= MOST, "a walk of %s images is too long: %s are the most", length, MOST);
  }

  private INDArray walk(Trained trained, ImmutableIntArray asked) {
    Stream<LatentSource> sources =
        asked.isEmpty()
            ? seeds.all().stream().mapToObj(trained::latents)
            : seeds.all().stream()
                .boxed()
                .flatMap(seed -> asked.stream().mapToObj(label -> trained.latents(seed, label)));
    INDArray[] ends = sources.map(source -> source.sample(1)).toArray(INDArray[]::new);
    try (INDArray stops = Nd4j.concat(0, ends)) {
      return Interpolation.walk(trained.space(), stops, frames);
    } finally {
      Arrays.stream(ends).forEach(INDArray::close);
    }
  }

  private void writeStrip(Generator generator, INDArray walk) {
    int length = (int) walk.size(0);
    try (ImageProgress progress = new ImageProgress(gan, "drawn", length);
        INDArray images =
            new GeneratedImages(generator, new LatentRows(walk), length, progress).all()) {
      grid(generator).columns(length).write(images, out);
    }
  }

  /** There and back, so that it has no jump where it begins again. */
  private void writeGif(Generator generator, INDArray walk, GifFile gif) {
    int length = (int) walk.size(0);
    IntStream back = IntStream.range(1, length - 1).map(i -> length - 1 - i);
    gif.write(
        IntStream.concat(IntStream.range(0, length), back)
            .mapToObj(i -> picture(generator, walk, i))
            .iterator(),
        out);
  }

  private static BufferedImage picture(Generator generator, INDArray walk, int frame) {
    try (INDArray latents = walk.getRow(frame, true).dup('c');
        INDArray image = generator.generate(latents)) {
      return grid(generator).draw(image);
    }
  }

  private static ImageGrid grid(Generator generator) {
    return ImageGrid.of(generator.valueRange()).scale(2);
  }
}
