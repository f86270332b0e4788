package org.gan4j.image;

import static com.google.common.base.Preconditions.checkArgument;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.gan4j.ValueRange;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Puts a batch of images into one picture, row by row from the top left, 2 black pixels between
 * neighbours and none around, with names beside the rows if wanted. The pixels are exact: each is
 * {@link ValueRange#toPixel} of its value, so values outside the range are clamped and NaN is
 * black. Needs no display. Immutable.
 *
 * <pre>{@code
 * ImageGrid.of(ValueRange.SIGNED).columns(8).scale(2).write(images, Path.of("samples.png"));
 * }</pre>
 */
public final class ImageGrid {
  /** Pixels between two images, whatever the scale. */
  private static final int GAP = 2;

  /** In place of a number of columns: as many as make the grid about square. */
  private static final int SQUARE = 0;

  private final ValueRange range;
  private final int columns;
  private final int scale;
  private final List<String> rowNames;

  private ImageGrid(ValueRange range, int columns, int scale, List<String> rowNames) {
    this.range = range;
    this.columns = columns;
    this.scale = scale;
    this.rowNames = List.copyOf(rowNames);
  }

  /**
   * {@return a grid about as many images wide as high, each at its own size}
   *
   * @param range the values of black and white in the images
   */
  public static ImageGrid of(ValueRange range) {
    return new ImageGrid(Objects.requireNonNull(range, "range"), SQUARE, 1, List.of());
  }

  /**
   * {@return the same grid with a given number of images in a row}
   *
   * @param columns at least 1; where there are fewer images, the picture is as wide as they are
   * @throws IllegalArgumentException if {@code columns} is below 1
   */
  public ImageGrid columns(int columns) {
    checkArgument(columns >= 1, "a grid has at least 1 column, not %s", columns);
    return new ImageGrid(range, columns, scale, rowNames);
  }

  /**
   * {@return the same grid with every image enlarged, its pixels becoming squares}
   *
   * @param scale pixels of one side of such a square, at least 1
   * @throws IllegalArgumentException if {@code scale} is below 1
   */
  public ImageGrid scale(int scale) {
    checkArgument(scale >= 1, "images are enlarged by at least 1, not %s", scale);
    return new ImageGrid(range, columns, scale, rowNames);
  }

  /**
   * {@return the same grid with a name left of each row, dark on a light margin that makes the
   * picture wider; long names are cut. Without any, or on a machine where Java {@linkplain
   * #canWriteNames finds no font}, there is no margin}
   *
   * @param names of the rows from the top; rows below them have none
   */
  public ImageGrid rowNames(List<String> names) {
    return new ImageGrid(range, columns, scale, names);
  }

  /** {@return whether names can be written: some machines without a display have no fonts} */
  public static boolean canWriteNames() {
    return RowNames.canBeWritten();
  }

  /**
   * {@return the picture: {@code TYPE_BYTE_GRAY} for grey images, {@code TYPE_INT_RGB} for colour}
   *
   * @param images {@code [count, channels, height, width]} of any floating point type, order and
   *     strides; 1 channel, or 3 in the order red, green, blue; it is not changed
   * @throws IllegalArgumentException if the array has another shape, or the picture would have more
   *     than 2^31 - 1 values
   */
  public BufferedImage draw(INDArray images) {
    long[] shape = images.shape();
    checkArgument(
        shape.length == 4
            && (shape[1] == 1 || shape[1] == 3)
            && Arrays.stream(shape).allMatch(size -> size >= 1),
        "a grid is drawn of [count, channels, height, width] with 1 or 3 channels and at least one"
            + " image, not of %s",
        Arrays.toString(shape));
    Optional<RowNames> names = names(shape);
    Layout layout = layout(shape, names.map(RowNames::width).orElse(0));
    BufferedImage picture = layout.blank();
    WritableRaster raster = picture.getRaster();
    float[] values = copy(images);
    int[] tile = new int[layout.tileWidth() * layout.tileHeight() * layout.channels()];
    for (int i = 0; i < shape[0]; i++) {
      fill(tile, values, i, layout);
      raster.setPixels(
          layout.left(i), layout.top(i), layout.tileWidth(), layout.tileHeight(), tile);
    }
    names.ifPresent(left -> left.draw(picture));
    return picture;
  }

  /**
   * Draws the picture and writes it as a PNG file. Folders that are missing are made; an existing
   * file is replaced in one step, so whoever reads it meanwhile sees the old or the new one whole.
   *
   * @param images as for {@link #draw}
   * @param png the file
   * @throws IllegalArgumentException as for {@link #draw}
   * @throws org.gan4j.GanException if the file cannot be written
   */
  public void write(INDArray images, Path png) {
    PngFile.write(draw(images), png);
  }

  /** Of the rows that there are. */
  private Optional<RowNames> names(long[] shape) {
    List<String> some = rowNames.subList(0, (int) Math.min(rowNames.size(), down(shape)));
    return RowNames.of(some, (int) Math.min(shape[2] * scale, Integer.MAX_VALUE), GAP);
  }

  private double across(long[] shape) {
    double count = shape[0];
    return columns == SQUARE ? Math.ceil(Math.sqrt(count)) : Math.min(columns, count);
  }

  private double down(long[] shape) {
    return Math.ceil(shape[0] / across(shape));
  }

  private Layout layout(long[] shape, int margin) {
    double across = across(shape);
    double down = down(shape);
    double tileWidth = (double) shape[3] * scale + GAP;
    double tileHeight = (double) shape[2] * scale + GAP;
    double size = (margin + across * tileWidth) * down * tileHeight * shape[1];
    checkArgument(
        size <= Integer.MAX_VALUE,
        "images of %s, enlarged by %s, make too large a picture: show fewer, or enlarge less",
        Arrays.toString(shape),
        scale);
    return new Layout(
        margin, (int) across, (int) down, (int) shape[1], (int) shape[2], (int) shape[3], scale);
  }

  /** The values in the order of the shape, whatever their order in memory. */
  static float[] copy(INDArray images) {
    INDArray ordered = images.dup('c');
    float[] values = ordered.data().asFloat();
    if (ordered.closeable()) {
      ordered.close();
    }
    return values;
  }

  private void fill(int[] tile, float[] values, int image, Layout layout) {
    int channels = layout.channels();
    int first = image * channels * layout.height() * layout.width();
    for (int i = 0; i < tile.length; i++) {
      int channel = i % channels;
      int column = i / channels % layout.tileWidth() / scale;
      int row = i / channels / layout.tileWidth() / scale;
      int at = (channel * layout.height() + row) * layout.width() + column;
      tile[i] = range.toPixel(values[first + at]);
    }
  }

  private record Layout(
      int margin, int across, int down, int channels, int height, int width, int scale) {
    int tileWidth() {
      return width * scale;
    }

    int tileHeight() {
      return height * scale;
    }

    int left(int image) {
      return margin + image % across * (tileWidth() + GAP);
    }

    int top(int image) {
      return image / across * (tileHeight() + GAP);
    }

    BufferedImage blank() {
      return new BufferedImage(
          margin + across * (tileWidth() + GAP) - GAP,
          down * (tileHeight() + GAP) - GAP,
          channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    }
  }
}
