package org.gan4j.examples;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.file.Path;
import org.gan4j.draw.TrainedGenerator;
import org.gan4j.image.ImageGrid;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Draws with a file that {@code gan export} wrote; of gan4j, an application needs gan-core alone.
 */
public final class DrawFromAFile {
  private DrawFromAFile() {}

  /**
   * Draws sixteen images.
   *
   * @param args a file that {@code gan export} wrote, and the picture to write
   */
  public static void main(String[] args) {
    checkArgument(args.length == 2, "two arguments are expected: a file of gan export, and a PNG");
    run(Path.of(args[0]), Path.of(args[1]));
  }

  static void run(Path file, Path png) {
    // region draw
    TrainedGenerator digits = TrainedGenerator.load(file);
    INDArray images = digits.generate(16, 7);
    ImageGrid.of(digits.generator().valueRange()).write(images, png);
    // endregion
  }
}
