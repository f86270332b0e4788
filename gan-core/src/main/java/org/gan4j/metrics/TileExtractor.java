package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;
import org.gan4j.ImageShape;
import org.gan4j.NativeArrays;
import org.gan4j.ValueRange;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The means of tiles. Where they do not divide a side, some are one pixel larger than others.
 *
 * @param shape of the images
 * @param tiles channels and rows and columns of tiles
 */
record TileExtractor(ImageShape shape, ImageShape tiles) implements FeatureExtractor {
  TileExtractor {
    checkArgument(
        isWithin(tiles.height(), shape.height()) && isWithin(tiles.width(), shape.width()),
        "images of %s x %s pixels cannot be divided into %s x %s tiles of whole pixels",
        shape.height(),
        shape.width(),
        tiles.height(),
        tiles.width());
  }

  private static boolean isWithin(int parts, int side) {
    return parts >= 1 && parts <= side;
  }

  @Override
  public String name() {
    return "pixels-%sx%s".formatted(tiles.height(), tiles.width());
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public ValueRange range() {
    return ValueRange.UNIT;
  }

  @Override
  public Features extract(INDArray images) {
    double[] pixels = NativeArrays.values(images);
    int batch = pixels.length / shape.size();
    float[] means = new float[batch * tiles.size()];
    float[] shares = shares();
    for (int i = 0; i < pixels.length; i++) {
      int tile = tile(i);
      means[tile] += shares[tile % shares.length] * (float) pixels[i];
    }
    return new Features(NativeArrays.of(means, batch, tiles.size()), Optional.empty());
  }

  /** {@return what part each tile's pixel is of the tile's mean, of one image} */
  private float[] shares() {
    float[] shares = new float[tiles.size()];
    for (int tile = 0; tile < shares.length; tile++) {
      int row = tile / tiles.width() % tiles.height();
      int rows = pixels(row, tiles.height(), shape.height());
      shares[tile] = 1f / (rows * pixels(tile % tiles.width(), tiles.width(), shape.width()));
    }
    return shares;
  }

  /** {@return how many pixels of a side are in one of the parts that it is divided into} */
  private static int pixels(int part, int parts, int side) {
    return firstPixel(part + 1, parts, side) - firstPixel(part, parts, side);
  }

  private static int firstPixel(int part, int parts, int side) {
    return (part * side + parts - 1) / parts;
  }

  /** {@return where the tile of a pixel is, both counted over all channels and images} */
  private int tile(int pixel) {
    int row = pixel / shape.width() % shape.height();
    int column = pixel % shape.width();
    int plane = pixel / shape.width() / shape.height();
    int tileRow = row * tiles.height() / shape.height();
    int tileColumn = column * tiles.width() / shape.width();
    return (plane * tiles.height() + tileRow) * tiles.width() + tileColumn;
  }
}
