package org.gan4j.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes PNG files: whole or not at all. */
final class PngFile {
  private PngFile() {}

  static void write(BufferedImage picture, Path png) {
    PictureFile.write(png, out -> out.write(encode(picture)));
  }

  /** In memory, because ImageIO would otherwise put a file of its own into the system's folder. */
  static byte[] encode(BufferedImage picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(picture, "png", out)) {
        throw new IOException("this Java has no writer of PNG files");
      }
    }
    return bytes.toByteArray();
  }
}
