package org.gan4j.data.folder;

import java.util.Arrays;
import org.gan4j.ImageShape;

/**
 * Brings decoded images into one shape, row by row. Beside the image, that takes two of its rows
 * and one image of the new shape, four bytes a value.
 */
final class ImageFitter {
  private final ImageShape shape;
  private final int background;
  private final Fit fit;
  private final float[] sums; // of one image in its new shape
  private final float[] row; // of it

  ImageFitter(ImageShape shape, int background, Fit fit) {
    this.shape = shape;
    this.background = background;
    this.fit = fit;
    this.sums = new float[shape.size()];
    this.row = new float[shape.width()];
  }

  /**
   * Writes an image's bytes, channel by channel, row by row, from {@code offset} on.
   *
   * @return what was seen of the pixels
   */
  PixelFacts write(Picture image, byte[] target, int offset) {
    int height = image.height();
    int width = image.width();
    ResamplingWeights rows = fit.rows(height, width, shape.height(), shape.width());
    ResamplingWeights columns = fit.columns(height, width, shape.height(), shape.width());
    PixelFacts facts = new PixelFacts();
    PixelRows pixels = new PixelRows(image, background, facts);
    float[] old = new float[3 * width];
    Arrays.fill(sums, 0);
    for (int y = rows.start(); y < rows.end(); y++) {
      read(pixels, y, old);
      add(old, y, rows, columns);
    }
    for (int i = 0; i < sums.length; i++) {
      target[offset + i] = (byte) Math.round(sums[i]);
    }
    return facts;
  }

  private void read(PixelRows pixels, int y, float[] old) {
    if (shape.channels() == 1) {
      pixels.grey(y, old);
    } else {
      pixels.colour(y, old);
    }
  }

  /** Adds an old row to the new ones that it has a part in. */
  private void add(float[] old, int y, ResamplingWeights rows, ResamplingWeights columns) {
    for (int channel = 0; channel < shape.channels(); channel++) {
      columns.apply(old, channel * old.length / 3, row);
      for (int i = rows.firstUse(y); i < shape.height() && rows.uses(i, y); i++) {
        add(rows.weight(i, y), (channel * shape.height() + i) * shape.width());
      }
    }
  }

  private void add(float weight, int to) {
    for (int x = 0; x < row.length; x++) {
      sums[to + x] += weight * row[x];
    }
  }
}
