package org.gan4j.image;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import org.gan4j.ValueRange;
import org.gan4j.file.WholeFile;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes each image as a PNG file of its own, {@code 000000.png}, {@code 000001.png} and so on,
 * batch after batch, so there may be any number of them. Immutable.
 */
public final class NumberedPngs {
  private final ImageGrid grid;
  private final String prefix;

  private NumberedPngs(ImageGrid grid, String prefix) {
    this.grid = grid;
    this.prefix = prefix;
  }

  /**
   * {@return a writer of images, each at its own size}
   *
   * @param range the values of black and white in the images
   */
  public static NumberedPngs of(ValueRange range) {
    return new NumberedPngs(ImageGrid.of(range), "");
  }

  /**
   * {@return a writer of files that begin with a text, such as {@code real-000000.png}}
   *
   * @param text what stands before the numbers
   */
  public NumberedPngs named(String text) {
    return new NumberedPngs(grid, text);
  }

  /**
   * Writes the files. The folder is made if it is missing; files of the same names are replaced.
   *
   * @param batches arrays {@code [n, channels, height, width]} with 1 or 3 channels; each is closed
   *     when it is written
   * @param folder where to
   * @throws IllegalArgumentException if a batch has another shape
   * @throws org.gan4j.GanException if a file cannot be written
   */
  public void write(Iterator<INDArray> batches, Path folder) {
    int number = 0;
    while (batches.hasNext()) {
      try (INDArray batch = batches.next()) {
        for (int i = 0; i < batch.size(0); i++) {
          INDArray one = batch.get(interval(i, i + 1), all(), all(), all());
          String name = String.format(Locale.ROOT, "%s%06d.png", prefix, number++);
          write(grid.draw(one), folder.resolve(name));
        }
      }
    }
  }

  /** Not by way of WholeFile, which waits for the disk: that would be most of the time here. */
  private static void write(BufferedImage picture, Path png) {
    try {
      WholeFile.makeFolderOf(png);
      Files.write(png, PngFile.encode(picture));
    } catch (IOException e) {
      throw PictureFile.failure(png, e);
    }
  }
}
