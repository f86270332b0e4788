package org.gan4j.data.folder;

import java.awt.color.ColorSpace;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;

/**
 * The rows of a picture as it is seen: turned, and on a background. Samples are taken as they are
 * stored: Java's own conversion would take grey values for linear light, and make them brighter.
 */
final class PixelRows {
  /** Rec. 601, as in JPEG. */
  private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

  private static final int MOST_BITS = 16;

  private final Picture picture;
  private final ColorModel colours;
  private final Raster raster;
  private final float[] background;
  private final int bands;
  private final int space;
  private final int[] bits; // of a sample, by bands
  private final float[] samples; // of one row, pixel by pixel
  private final float[] pixel = new float[3];
  private final int width;
  private final PixelFacts facts;

  /**
   * Creates the rows of a picture.
   *
   * @param background a colour, {@code 0xRRGGBB}
   * @param facts are told about every pixel that is read
   */
  PixelRows(Picture picture, int background, PixelFacts facts) {
    this.picture = picture;
    this.colours = picture.image().getColorModel();
    this.raster = picture.image().getRaster();
    this.background =
        new float[] {background >> 16 & 0xff, background >> 8 & 0xff, background & 0xff};
    this.bands = raster.getNumBands();
    this.space = colours.getColorSpace().getType();
    this.width = picture.width();
    this.samples = new float[width * bands];
    this.bits = raster.getSampleModel().getSampleSize();
    this.facts = facts;
  }

  /**
   * Checks that pixels can be read that are stored in some way.
   *
   * @throws IOException if they cannot
   */
  static void check(ColorModel colours) throws IOException {
    switch (colours.getColorSpace().getType()) {
      case ColorSpace.TYPE_GRAY, ColorSpace.TYPE_RGB, ColorSpace.TYPE_CMYK -> {}
      default ->
          throw new IOException("its colours are neither grey, nor red, green and blue, nor inks");
    }
    for (int bits : colours.getComponentSize()) {
      if (bits > MOST_BITS) {
        throw new IOException("its values have %s bits, expected at most 16".formatted(bits));
      }
    }
  }

  /** {@return what is seen of all pixels of a picture} */
  static PixelFacts facts(Picture picture) {
    PixelFacts facts = new PixelFacts();
    PixelRows rows = new PixelRows(picture, 0, facts);
    float[] row = new float[3 * picture.width()];
    for (int y = 0; y < picture.height(); y++) {
      rows.colour(y, row);
    }
    return facts;
  }

  /** Reads a row into three channels, one after the other, values from 0 to 255. */
  void colour(int y, float[] target) {
    read(y);
    boolean mirrored = picture.orientation().mirrorsColumns();
    for (int x = 0; x < width; x++) {
      float alpha = colours instanceof IndexColorModel palette ? index(palette, x) : direct(x);
      facts.add(pixel, alpha);
      int to = mirrored ? width - 1 - x : x;
      for (int channel = 0; channel < 3; channel++) {
        target[channel * width + to] = pixel[channel] + (1 - alpha) * background[channel];
      }
    }
  }

  /** Reads a row into three channels and puts its luma over the first. */
  void grey(int y, float[] target) {
    colour(y, target);
    for (int x = 0; x < width; x++) {
      target[x] =
          LUMA[0] * target[x] + LUMA[1] * target[width + x] + LUMA[2] * target[2 * width + x];
    }
  }

  private void read(int y) {
    int stored = picture.orientation().mirrorsRows() ? picture.height() - 1 - y : y;
    if (picture.orientation().swaps()) {
      raster.getPixels(raster.getMinX() + stored, raster.getMinY(), 1, width, samples);
    } else {
      raster.getPixels(raster.getMinX(), raster.getMinY() + stored, width, 1, samples);
    }
  }

  /** Puts a pixel of a palette, times its alpha, which is returned. */
  private float index(IndexColorModel palette, int x) {
    int argb = palette.getRGB((int) samples[x]);
    float alpha = (argb >>> 24) / 255f;
    for (int channel = 0; channel < 3; channel++) {
      pixel[channel] = alpha * (argb >> (16 - 8 * channel) & 0xff);
    }
    return alpha;
  }

  /** Puts any other pixel, times its alpha, which is returned. */
  private float direct(int x) {
    int colourBands = colours.getNumColorComponents();
    float alpha = colours.hasAlpha() ? sample(x, colourBands) / 255 : 1;
    float factor = colours.isAlphaPremultiplied() ? 1 : alpha;
    for (int channel = 0; channel < 3; channel++) {
      float value = sample(x, colourBands == 1 ? 0 : channel);
      if (space == ColorSpace.TYPE_CMYK) {
        value = (255 - value) * (255 - sample(x, 3)) / 255;
      }
      pixel[channel] = factor * value;
    }
    return alpha;
  }

  /** {@return a sample from 0 to 255, however many bits it has} */
  private float sample(int x, int band) {
    float stored = samples[x * bands + band];
    if (bits[band] == MOST_BITS) {
      facts.sample16(stored);
    }
    return stored * 255 / ((1 << bits[band]) - 1);
  }
}
