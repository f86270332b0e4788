package org.gan4j.data.folder;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;
import javax.imageio.stream.ImageOutputStream;

/** Pictures of given samples, so that nothing is converted on the way into a file. */
final class Pictures {
  private Pictures() {}

  /** {@return a grey picture of 8 bits} */
  static BufferedImage grey(int width, int... samples) {
    return filled(new BufferedImage(width, samples.length / width, 10), samples);
  }

  /** {@return a grey picture of 16 bits} */
  static BufferedImage grey16(int width, int... samples) {
    return filled(new BufferedImage(width, samples.length / width, 11), samples);
  }

  /** {@return a picture of grey and alpha, in turn} */
  static BufferedImage greyAlpha(int width, int... samples) {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY), true, false, 3, DataBuffer.TYPE_BYTE);
    WritableRaster raster =
        Raster.createInterleavedRaster(
            DataBuffer.TYPE_BYTE, width, samples.length / width / 2, 2, null);
    return filled(new BufferedImage(model, raster, false, null), samples);
  }

  /** {@return a picture of red, green and blue, in turn} */
  static BufferedImage rgb(int width, int... samples) {
    return filled(
        new BufferedImage(width, samples.length / width / 3, BufferedImage.TYPE_3BYTE_BGR),
        samples);
  }

  /** {@return a picture of red, green, blue and alpha, in turn} */
  static BufferedImage rgba(int width, int... samples) {
    return filled(
        new BufferedImage(width, samples.length / width / 4, BufferedImage.TYPE_4BYTE_ABGR),
        samples);
  }

  /** {@return a picture of two colours of a palette, {@code 0xAARRGGBB}} */
  static BufferedImage palette(int zero, int one, int width, int... indices) {
    IndexColorModel model =
        new IndexColorModel(1, 2, new int[] {zero, one}, 0, true, -1, DataBuffer.TYPE_BYTE);
    return filled(
        new BufferedImage(width, indices.length / width, BufferedImage.TYPE_BYTE_INDEXED, model),
        indices);
  }

  private static BufferedImage filled(BufferedImage image, int... samples) {
    image.getRaster().setPixels(0, 0, image.getWidth(), image.getHeight(), samples);
    return image;
  }

  /** Writes a picture in the format that the name ends in. */
  static Path write(BufferedImage image, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    String name = file.toString();
    ImageWriter writer =
        ImageIO.getImageWritersBySuffix(name.substring(name.lastIndexOf('.') + 1)).next();
    try (ImageOutputStream out = new FileImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), plain(writer));
    } finally {
      writer.dispose();
    }
    return file;
  }

  /** The JDK writes GIF interlaced by default, and loses rows when it reads fewer than five. */
  private static ImageWriteParam plain(ImageWriter writer) {
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    if (parameters.canWriteProgressive()) {
      parameters.setProgressiveMode(ImageWriteParam.MODE_DISABLED);
    }
    return parameters;
  }
}
