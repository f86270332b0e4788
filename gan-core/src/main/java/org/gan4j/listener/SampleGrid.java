package org.gan4j.listener;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.gan4j.Generator;
import org.gan4j.LatentSpace;
import org.gan4j.Latents;
import org.gan4j.Seeds;
import org.gan4j.image.ImageGrid;
import org.gan4j.train.Run;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Draws what the generator makes of the same latents each time, as {@code NNNNNN.png} in a folder,
 * named by the step. For use with {@link Every#every}.
 */
public final class SampleGrid implements Consumer<Run> {
  private final Path folder;
  private final Generator generator;
  private final INDArray latents;
  private final ImageGrid grid;

  private SampleGrid(Path folder, Generator generator, INDArray latents, ImageGrid grid) {
    this.folder = folder;
    this.generator = generator;
    this.latents = latents;
    this.grid = grid;
  }

  /**
   * {@return a drawer of grids from latents of its own}
   *
   * @param folder where to; made if it is not there
   * @param generator whose images will be drawn
   * @param kind the distribution that the generator is trained on
   * @param count images in a grid, at least 1
   * @param seed of the latents
   * @throws IllegalArgumentException if {@code count} is below 1
   */
  public static SampleGrid into(
      Path folder, Generator generator, Latents kind, int count, long seed) {
    return into(folder, generator, LatentSpace.of(kind, generator.latentSize()), count, seed);
  }

  /**
   * {@return a drawer of grids from latents of its own; of a generator that is asked for classes, a
   * column for each}
   *
   * @param folder where to; made if it is not there
   * @param generator whose images will be drawn
   * @param space what its latents are
   * @param count images in a grid, at least 1
   * @param seed of the latents
   * @throws IllegalArgumentException if {@code count} is below 1
   */
  public static SampleGrid into(
      Path folder, Generator generator, LatentSpace space, int count, long seed) {
    checkArgument(count >= 1, "a grid has at least one image, not %s", count);
    INDArray latents = space.source(Seeds.derive(seed, "samples")).sample(count);
    ImageGrid grid = ImageGrid.of(generator.valueRange()).scale(2);
    boolean columns = space.classes() > 0 && space.classes() <= count;
    return new SampleGrid(
        folder, generator, latents, columns ? grid.columns(space.classes()) : grid);
  }

  /**
   * Draws the present grid.
   *
   * @param run whose step the grid is of
   * @throws org.gan4j.GanException if the picture cannot be written
   */
  @Override
  public void accept(Run run) {
    String name = String.format(Locale.ROOT, "%06d.png", run.trainer().steps());
    try (INDArray images = generator.generate(latents)) {
      grid.write(images, folder.resolve(name));
    }
  }
}
