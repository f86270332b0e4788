package org.gan4j.cli;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gan4j.Generator;
import org.gan4j.LatentSource;
import org.gan4j.Seeds;
import org.gan4j.image.ImageGrid;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Draws new images with the generator of a run. */
@Command(name = "generate", description = "Draw new images with the generator of a run.")
final class GenerateCommand implements Runnable {
  /** Bounds the memory that the layers' outputs take; does not change the images. */
  private static final int AT_ONCE = 256;

  @ParentCommand private Gan gan;

  @Option(
      names = "--run",
      required = true,
      paramLabel = "DIR",
      description = "The folder that gan train wrote.")
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
      paramLabel = "FILE.png",
      description = "The picture (default: generated-SEED.png in the run's folder).")
  private Path out;

  @Override
  public void run() {
    RunFolder folder = RunFolder.open(run);
    Path png = out == null ? run.resolve("generated-" + seed + ".png") : out;
    checkArgument(
        png.toString().toLowerCase(Locale.ROOT).endsWith(".png"),
        "the picture will be a PNG file: let --out end in .png, not %s",
        png);
    RunConfig config = folder.config();
    Generator generator = folder.generator();
    LatentSource latents =
        config
            .latents()
            .kind()
            .source(generator.latentSize(), Seeds.derive(seed, "generated images"));
    try (INDArray images = images(generator, latents)) {
      ImageGrid.of(generator.valueRange()).scale(2).write(images, png);
    }
    gan.out().println(png);
  }

  private INDArray images(Generator generator, LatentSource latents) {
    List<INDArray> parts = new ArrayList<>();
    for (int made = 0; made < count; made += AT_ONCE) {
      try (INDArray some = latents.sample(Math.min(AT_ONCE, count - made))) {
        parts.add(generator.generate(some));
      }
    }
    INDArray images = Nd4j.concat(0, parts.toArray(INDArray[]::new));
    parts.stream().filter(part -> part != images).forEach(INDArray::close); // one is not copied
    return images;
  }
}
