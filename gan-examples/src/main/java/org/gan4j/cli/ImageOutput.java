package org.gan4j.cli;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.SampleShape;
import org.gan4j.cli.option.OnePicture;
import org.gan4j.cli.option.Overwriting;
import org.gan4j.cli.option.UnusedFolder;
import org.gan4j.image.ImageGrid;
import org.gan4j.image.NpyFile;
import org.gan4j.image.NumberedPngs;
import org.gan4j.run.UserPath;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where images go, and as what.
 *
 * @param path a file or a folder
 * @param kind of file
 */
record ImageOutput(Path path, Kind kind) {
  /** What becomes of the images. */
  enum Kind {
    /** All in one picture. */
    GRID,
    /** All in one array of NumPy's. */
    NPY,
    /** Each in a file of its own. */
    FOLDER
  }

  /**
   * Returns what a name asks for: it ends in {@code .png} or {@code .npy}, or is a folder's, which
   * ends in a slash, has no dot, or is there.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  static ImageOutput of(String name) {
    Path path = UserPath.of(name);
    String file = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith("/") || Files.isDirectory(path) || !file.contains(".")) {
      return new ImageOutput(path, Kind.FOLDER);
    }
    checkArgument(
        file.endsWith(".png") || file.endsWith(".npy"),
        "--out ends in .png for one picture, in .npy for one array, or in / for a folder of"
            + " pictures, which %s does not",
        name);
    return new ImageOutput(path, file.endsWith(".png") ? Kind.GRID : Kind.NPY);
  }

  /**
   * Returns this, unless so many images are too many for it, or what is drawn is no images.
   *
   * @param shape of the samples
   * @throws IllegalArgumentException if it is so; the message says what holds them
   */
  ImageOutput checked(int count, SampleShape shape) {
    if (kind == Kind.NPY) {
      return this;
    }
    checkArgument(
        shape instanceof ImageShape,
        "samples of %s are no images, and cannot be drawn: let --out end in .npy for one array of"
            + " numbers",
        shape);
    if (kind == Kind.GRID) {
      OnePicture.check(
          count,
          (ImageShape) shape,
          "let --out end in .npy for one array, or in / for a folder of pictures, which take any"
              + " number");
    }
    return this;
  }

  /** Returns this, unless there is something in its place. */
  ImageOutput unused(Overwriting overwriting) {
    if (kind == Kind.FOLDER) {
      UnusedFolder.at(path);
    } else {
      overwriting.check(path);
    }
    return this;
  }

  /** Returns a folder in this one. */
  ImageOutput inside(String name) {
    return new ImageOutput(path.resolve(name), Kind.FOLDER);
  }

  /**
   * Writes images.
   *
   * @param rows the names of a grid's rows, which have as many images each; none for a grid about
   *     as wide as high
   */
  void write(GeneratedImages images, List<String> rows) {
    Generator generator = images.generator();
    switch (kind) {
      case GRID -> writeGrid(images, rows);
      case NPY ->
          NpyFile.of(generator.sampleShape(), generator.valueRange())
              .write(images, images.count(), path);
      case FOLDER -> NumberedPngs.of(generator.valueRange()).write(images, path);
    }
  }

  private void writeGrid(GeneratedImages images, List<String> rows) {
    ImageGrid grid = ImageGrid.of(images.generator().valueRange()).scale(2);
    try (INDArray all = images.all()) {
      (rows.isEmpty() ? grid : grid.columns(images.count() / rows.size()).rowNames(rows))
          .write(all, path);
    }
  }
}
