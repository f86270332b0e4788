package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;
import org.gan4j.ImageShape;
import org.gan4j.NativeArrays;
import org.gan4j.ValueRange;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The means of tiles.
 *
 * @param shape of the images
 * @param tiles channels and rows and columns of tiles
 */
record TileExtractor(ImageShape shape, ImageShape tiles) implements FeatureExtractor {
  TileExtractor {
    checkArgument(
        shape.height() % tiles.height() == 0 && shape.width() % tiles.width() == 0,
        "images of %s x %s pixels cannot be divided into %s x %s tiles of whole pixels",
        shape.height(),
        shape.width(),
        tiles.height(),
        tiles.width());
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
    float share = (float) tiles.size() / shape.size();
    for (int i = 0; i < pixels.length; i++) {
      means[tile(i)] += share * (float) pixels[i];
    }
    return new Features(NativeArrays.of(means, batch, tiles.size()), Optional.empty());
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
