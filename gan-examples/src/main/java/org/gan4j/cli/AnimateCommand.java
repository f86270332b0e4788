package org.gan4j.cli;

import static com.google.common.base.Preconditions.checkArgument;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.gan4j.GanException;
import org.gan4j.cli.option.AtLeastOne;
import org.gan4j.cli.option.GivenRun;
import org.gan4j.cli.option.Overwriting;
import org.gan4j.image.GifFile;
import org.gan4j.run.ManyGrids;
import org.gan4j.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Makes a film of a run's grids of samples. */
@Command(
    name = "animate",
    description =
        "Show a run's grids of samples, one after the other: of more than "
            + ManyGrids.ENOUGH
            + ", every second, third …")
final class AnimateCommand implements Runnable {
  private static final double LAST_SECONDS = 2;
  private static final long MOST_PIXELS = 64_000_000;

  @ParentCommand private Gan gan;

  @Option(
      names = "--run",
      required = true,
      paramLabel = "DIR",
      description = "The folder that gan train wrote.")
  private Path run;

  @Option(
      names = "--fps",
      paramLabel = "N",
      defaultValue = "10",
      converter = AtLeastOne.OfInt.class,
      description = "Grids shown in a second, up to 50 (default: ${DEFAULT-VALUE}).")
  private int fps;

  @Option(
      names = "--out",
      paramLabel = "FILE.gif",
      description = "The GIF (default: training.gif in the run's folder).")
  private Path out;

  @Mixin private Overwriting overwriting;

  @Override
  public void run() {
    RunFolder folder = GivenRun.open(run);
    GifFile gif = GifFile.ofRate(fps).holdingLast(LAST_SECONDS);
    Path file = out == null ? run.resolve("training.gif") : overwriting.check(out);
    checkArgument(
        file.toString().toLowerCase(Locale.ROOT).endsWith(".gif"),
        "the film will be a GIF: let --out end in .gif, not %s",
        file);
    List<Path> grids = grids(folder);
    List<Path> shown = ManyGrids.some(grids);
    gif.write(shown.stream().map(AnimateCommand::read).iterator(), file);
    gan.err().println(shown(grids, shown));
    gan.out().println(file);
  }

  private static String shown(List<Path> grids, List<Path> shown) {
    return grids.size() == shown.size()
        ? String.format(Locale.ROOT, "%,d grids of samples", grids.size())
        : String.format(
            Locale.ROOT,
            "%,d of %,d grids of samples: one in %,d",
            shown.size(),
            grids.size(),
            ManyGrids.apart(grids));
  }

  private static List<Path> grids(RunFolder folder) {
    List<Path> grids = folder.grids().stream().map(RunFolder.Grid::picture).toList();
    if (grids.isEmpty()) {
      throw noGrids(folder);
    }
    return grids;
  }

  private static GanException noGrids(RunFolder folder) {
    return new GanException(
        "there are no grids of samples in %s: gan train draws one every --sample-every steps"
            .formatted(folder.samples()));
  }

  private static BufferedImage read(Path grid) {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream in = new FileImageInputStream(grid.toFile())) {
      reader.setInput(in, true, true);
      if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
        throw new IOException("it has more than 64 million pixels");
      }
      return reader.read(0);
    } catch (IOException | RuntimeException e) { // the decoder throws both at damages
      throw new GanException(
          "the grid %s cannot be read (%s): delete it, or restore it".formatted(grid, e), e);
    }
  }
}
