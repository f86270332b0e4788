package org.gan4j.data;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * The rows of a decoded image, on a background. Samples are taken as they are stored: Java's own
 * conversion would take grey values for linear light, and make them brighter.
 */
final class PixelRows {
  /** Rec. 601, as in JPEG. */
  private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

  private final BufferedImage image;
  private final Raster raster;
  private final float[] background;
  private final int bands;
  private final float[] samples; // of one row, pixel by pixel

  /**
   * Creates the rows of an image.
   *
   * @param background a colour, {@code 0xRRGGBB}
   */
  PixelRows(BufferedImage image, int background) {
    this.image = image;
    this.raster = image.getRaster();
    this.background =
        new float[] {background >> 16 & 0xff, background >> 8 & 0xff, background & 0xff};
    this.bands = raster.getNumBands();
    this.samples = new float[raster.getWidth() * bands];
  }

  /** Reads a row into three channels, one after the other, values from 0 to 255. */
  void colour(int y, float[] target) {
    raster.getPixels(0, y, raster.getWidth(), 1, samples);
    if (image.getColorModel() instanceof IndexColorModel palette) {
      palette(palette, target);
    } else {
      direct(target);
    }
  }

  /** Reads a row into three channels and puts its luma over the first. */
  void grey(int y, float[] target) {
    colour(y, target);
    int width = raster.getWidth();
    for (int x = 0; x < width; x++) {
      target[x] =
          LUMA[0] * target[x] + LUMA[1] * target[width + x] + LUMA[2] * target[2 * width + x];
    }
  }

  private void palette(IndexColorModel palette, float[] target) {
    for (int x = 0; x < raster.getWidth(); x++) {
      int argb = palette.getRGB((int) samples[x]);
      float alpha = (argb >>> 24) / 255f;
      for (int channel = 0; channel < 3; channel++) {
        put(target, x, channel, argb >> (16 - 8 * channel) & 0xff, alpha);
      }
    }
  }

  private void direct(float[] target) {
    boolean grey = bands <= 2; // grey, then perhaps alpha; else red, green, blue, perhaps alpha
    boolean transparent = bands == 2 || bands == 4;
    for (int x = 0; x < raster.getWidth(); x++) {
      float alpha = transparent ? sample(x, bands - 1) / 255 : 1;
      for (int channel = 0; channel < 3; channel++) {
        put(target, x, channel, sample(x, grey ? 0 : channel), alpha);
      }
    }
  }

  /** {@return a sample from 0 to 255, however many bits it has} */
  private float sample(int x, int band) {
    int most = (1 << raster.getSampleModel().getSampleSize(band)) - 1;
    return samples[x * bands + band] * 255 / most;
  }

  private void put(float[] target, int x, int channel, float value, float alpha) {
    target[channel * raster.getWidth() + x] = alpha * value + (1 - alpha) * background[channel];
  }
}
