package org.gan4j.data;

import com.google.common.base.Throwables;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.gan4j.file.Excerpt;

/** Reads one image file by the decoders of the JDK, and trusts neither. */
final class ImageFile {
  private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "bmp");
  private static final int MIN_SIDE = 2;

  /** That of JPEG and GIF; it bounds what a row takes. */
  private static final int MAX_SIDE = 65_535;

  private static final long MAX_PIXELS = 64_000_000;

  private ImageFile() {}

  /**
   * What the beginning of a file says.
   *
   * @param grey whether the image is stored without colours
   */
  record Header(int height, int width, boolean grey) {
    /** {@return for example {@code 64 x 48 pixels}, the width first} */
    String size() {
      return width + " x " + height + " pixels";
    }

    String colour() {
      return grey ? "grey" : "colour";
    }

    boolean hasSizeOf(Header other) {
      return height == other.height && width == other.width;
    }
  }

  /**
   * {@return what a file says of itself}
   *
   * @throws IOException if it cannot be used; the message says why
   */
  static Header header(Path file) throws IOException {
    return read(file, ImageFile::header);
  }

  /**
   * {@return the first picture of a file}
   *
   * @throws IOException if it cannot be used; the message says why
   * @throws OutOfMemoryError if it may be as it should, but is too large for Java's heap
   */
  static BufferedImage decode(Path file) throws IOException {
    return read(
        file,
        reader -> {
          header(reader);
          if (reader.getFormatName().equalsIgnoreCase("jpeg")) {
            JpegScans.check(file);
          }
          return decode(reader);
        });
  }

  private static <T> T read(Path file, Reading<T> reading) throws IOException {
    // In memory, because ImageIO would otherwise put a file of its own into the system's folder.
    try (InputStream content = Files.newInputStream(file); // which the next does not close
        ImageInputStream in = new MemoryCacheImageInputStream(content)) {
      ImageReader reader = reader(in);
      try {
        reader.setInput(in, false, true);
        return reading.from(reader);
      } finally {
        reader.dispose();
      }
    } catch (IOException e) {
      throwLackOfMemory(e);
      throw new IOException(Excerpt.of(e.getMessage() == null ? e : e.getMessage()), e);
    } catch (RuntimeException | StackOverflowError e) { // what decoders throw at some damages
      throwLackOfMemory(e);
      throw new IOException("it is damaged: " + Excerpt.of(e), e);
    }
  }

  /** The PNG decoder wraps the error, as if the file were damaged. */
  private static void throwLackOfMemory(Throwable e) {
    for (Throwable cause : Throwables.getCausalChain(e)) {
      Throwables.throwIfInstanceOf(cause, OutOfMemoryError.class);
    }
  }

  private static ImageReader reader(ImageInputStream in) throws IOException {
    for (Iterator<ImageReader> i = ImageIO.getImageReaders(in); i.hasNext(); ) {
      ImageReader reader = i.next();
      if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
        return reader;
      }
    }
    throw new IOException("it is no PNG, JPEG, GIF or BMP file, whatever its name says");
  }

  /** Before anything of the image's size is allocated. */
  private static Header header(ImageReader reader) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    requireSize(height, width);
    ImageTypeSpecifier type = reader.getRawImageType(0);
    return new Header(height, width, type != null && isGrey(type.getColorModel()));
  }

  private static void requireSize(int height, int width) throws IOException {
    if (Math.min(height, width) < MIN_SIDE) {
      throw new IOException(
          "it is %d x %d pixels, expected at least 2 x 2".formatted(width, height));
    }
    if (Math.max(height, width) > MAX_SIDE) {
      throw new IOException(
          "it is %d x %d pixels, expected at most 65,535 a side".formatted(width, height));
    }
    if ((long) height * width > MAX_PIXELS) {
      throw new IOException(
          "it is %d x %d pixels, expected 64 million at most".formatted(width, height));
    }
  }

  private static boolean isGrey(ColorModel colours) {
    if (colours instanceof IndexColorModel palette) {
      return IntStream.range(0, palette.getMapSize()).allMatch(i -> isGrey(palette.getRGB(i)));
    }
    return colours.getNumColorComponents() == 1;
  }

  private static boolean isGrey(int argb) {
    boolean invisible = argb >>> 24 == 0;
    int blue = argb & 0xff;
    return invisible || (argb & 0xffffff) == blue * 0x010101;
  }

  private static BufferedImage decode(ImageReader reader) throws IOException {
    boolean[] cutOff = {false};
    // The JPEG decoder fills up what is missing, and warns.
    reader.addIIOReadWarningListener(
        (source, warning) -> cutOff[0] |= warning.startsWith("Truncated File"));
    BufferedImage image = reader.read(0);
    if (cutOff[0]) {
      throw new IOException("it is cut off");
    }
    return image;
  }

  /** What is done with an open file. */
  private interface Reading<T> {
    T from(ImageReader reader) throws IOException;
  }
}
