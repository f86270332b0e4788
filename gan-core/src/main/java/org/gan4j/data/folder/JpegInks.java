package org.gan4j.data.folder;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;

/**
 * Colours of a JPEG file in four inks: cyan, magenta, yellow and black, or the first three as
 * brightness and colour. They are stored as what they leave of the light, as Adobe's programs began
 * to do and all do now, so a colour is the product of its ink and the black. Decoders of Java know
 * no inks, or mix them by the printing profiles of the machine.
 */
final class JpegInks {
  private JpegInks() {}

  /**
   * {@return a picture in red, green and blue}
   *
   * @param raster four samples of 8 bits a pixel, as they are stored; overwritten
   * @param transformed whether the first three are brightness and colour
   */
  static BufferedImage picture(WritableRaster raster, boolean transformed) {
    int width = raster.getWidth();
    int[] row = new int[4 * width];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int i = 0; i < row.length; i += 4) {
        if (transformed) {
          inks(row, i);
        }
        for (int channel = 0; channel < 3; channel++) {
          row[i + channel] = Math.round(row[i + channel] * row[i + 3] / 255f);
        }
      }
      raster.setPixels(0, y, width, 1, row);
    }
    ComponentColorModel colours =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, 1, DataBuffer.TYPE_BYTE);
    WritableRaster colour =
        raster.createWritableChild(0, 0, width, raster.getHeight(), 0, 0, new int[] {0, 1, 2});
    return new BufferedImage(colours, colour, false, null);
  }

  /** The inks are what the colours of JFIF leave. */
  private static void inks(int[] row, int i) {
    float brightness = row[i];
    float blue = row[i + 1] - 128;
    float red = row[i + 2] - 128;
    row[i] = rest(brightness + 1.402f * red);
    row[i + 1] = rest(brightness - 0.344136f * blue - 0.714136f * red);
    row[i + 2] = rest(brightness + 1.772f * blue);
  }

  private static int rest(float colour) {
    return 255 - Math.max(0, Math.min(255, Math.round(colour)));
  }
}
