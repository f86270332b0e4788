package org.gan4j.data.folder;

import com.google.common.base.Throwables;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.gan4j.file.Excerpt;

/** Reads one image file by the decoders that Java finds, and trusts neither. */
final class ImageFile {
  private static final int MIN_SIDE = 2;

  /** That of JPEG and GIF; it bounds what a row takes. */
  private static final int MAX_SIDE = 65_535;

  private static final long MAX_PIXELS = 64_000_000;

  private ImageFile() {}

  /**
   * What the beginning of a file says.
   *
   * @param height as it is seen, after it has been turned
   * @param width likewise
   * @param format of the file
   * @param grey whether the image is stored without colours
   * @param orientation how it has to be turned
   */
  record Header(
      int height, int width, PictureFormat format, boolean grey, Orientation orientation) {
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
    return guarded(
        () -> {
          PictureFormat format = format(file);
          try {
            return format == PictureFormat.GIF ? gifHeader(file) : header(file, format);
          } catch (OutOfMemoryError e) { // a few hundred bytes are enough for an honest one
            throw new IOException("its header asks for more memory than there is", e);
          }
        });
  }

  /**
   * {@return the first picture of a file}
   *
   * @throws IOException if it cannot be used; the message says why
   * @throws OutOfMemoryError if it may be as it should, but is too large for Java's heap
   */
  static Picture decode(Path file) throws IOException {
    return guarded(
        () -> {
          PictureFormat format = format(file);
          BufferedImage image =
              format == PictureFormat.GIF
                  ? gif(file, ImageFile::decode)
                  : read(file, format, reader -> decode(file, format, reader));
          return new Picture(image, Exif.orientation(file, format));
        });
  }

  private static PictureFormat format(Path file) throws IOException {
    if (Files.size(file) == 0) {
      throw new IOException("it is empty");
    }
    return PictureFormat.of(file)
        .orElseThrow(() -> new IOException("it is no picture, whatever its name says"));
  }

  private static <T> T guarded(Decoding<T> decoding) throws IOException {
    try {
      return decoding.run();
    } catch (UnreadFormatException e) {
      throw e;
    } catch (EOFException e) {
      throw new IOException("it is cut off", e);
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

  private static Header gifHeader(Path file) throws IOException {
    return gif(
        file,
        gif -> {
          requireSize(gif.canvasHeight(), gif.canvasWidth());
          return new Header(
              gif.canvasHeight(),
              gif.canvasWidth(),
              PictureFormat.GIF,
              isGrey(gif.colours()),
              Orientation.NORMAL);
        });
  }

  private static BufferedImage decode(GifPicture gif) throws IOException {
    requireSize(gif.canvasHeight(), gif.canvasWidth());
    return gif.decode();
  }

  private static <T> T gif(Path file, Reading<GifPicture, T> reading) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return reading.from(new GifPicture(in));
    }
  }

  private static Header header(Path file, PictureFormat format) throws IOException {
    Orientation orientation = Exif.orientation(file, format);
    return read(
        file,
        format,
        reader -> {
          int width = reader.getWidth(0);
          int height = reader.getHeight(0);
          requireSize(height, width);
          return new Header(
              orientation.swaps() ? width : height,
              orientation.swaps() ? height : width,
              format,
              isGrey(colours(reader)),
              orientation);
        });
  }

  private static <T> T read(Path file, PictureFormat format, Reading<ImageReader, T> reading)
      throws IOException {
    // In memory, because ImageIO would otherwise put a file of its own into the system's folder.
    try (InputStream content = content(file, format); // which the next does not close
        ImageInputStream in = new MemoryCacheImageInputStream(content)) {
      ImageReader reader = Readers.of(format, in);
      try {
        reader.setInput(in, false, true);
        return reading.from(reader);
      } finally {
        reader.dispose();
      }
    }
  }

  private static InputStream content(Path file, PictureFormat format) throws IOException {
    InputStream content = Files.newInputStream(file);
    return format == PictureFormat.JPEG ? JpegProfiles.without(content) : content;
  }

  private static BufferedImage decode(Path file, PictureFormat format, ImageReader reader)
      throws IOException {
    requireSize(reader.getHeight(0), reader.getWidth(0)); // before as much is allocated
    return format == PictureFormat.JPEG ? Readers.jpeg(file, reader) : Readers.picture(reader);
  }

  private static ColorModel colours(ImageReader reader) throws IOException {
    ColorModel colours = Readers.colours(reader);
    PixelRows.check(colours);
    return colours;
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

  /** What may end in many ways. */
  private interface Decoding<T> {
    T run() throws IOException;
  }

  /** What is done with an open file. */
  private interface Reading<S, T> {
    T from(S source) throws IOException;
  }
}
