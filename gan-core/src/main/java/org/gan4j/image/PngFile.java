package org.gan4j.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.gan4j.GanException;

/** Writes PNG files: whole or not at all. */
final class PngFile {
  private PngFile() {}

  static void write(BufferedImage picture, Path png) {
    try {
      replace(png.toAbsolutePath(), encode(picture));
    } catch (IOException e) {
      throw new GanException(
          "the picture "
              + png
              + " could not be written ("
              + e
              + "): its folder has to be a folder that this program may write to, on a disk with"
              + " room left; choose another place or make that so",
          e);
    }
  }

  /** In memory, because ImageIO would otherwise put a file of its own into the system's folder. */
  private static byte[] encode(BufferedImage picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(picture, "png", out)) {
        throw new IOException("this Java has no writer of PNG files");
      }
    }
    return bytes.toByteArray();
  }

  private static void replace(Path png, byte[] bytes) throws IOException {
    Path folder = png.getParent();
    if (folder == null || Files.isDirectory(png)) {
      throw new IOException("it is a folder");
    }
    // Asked first, because createDirectories refuses a symbolic link to a folder on Java 17.
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    // Not createTempFile: its files, and so the picture, could be read by their owner only.
    Path part = folder.resolve("." + png.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      Files.write(part, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      move(part, png);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
