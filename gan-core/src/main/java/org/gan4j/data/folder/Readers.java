package org.gan4j.data.folder;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/**
 * What is asked of ImageIO's decoders: samples as they are stored, whatever the profile of their
 * colours, which programs for training do not apply either and each Java computes in its own way.
 */
final class Readers {
  private static final int INKS = 4;

  /**
   * What ImageIO finds by files of services, of which a program in one jar often has lost some:
   * without these, other decoders would read some formats to other values, and none the rest.
   */
  private static final ImmutableList<String> PLUGINS =
      ImmutableList.of(
          "bmp.BMPImageReaderSpi",
          "jpeg.JPEGImageReaderSpi",
          "pnm.PAMImageReaderSpi",
          "pnm.PNMImageReaderSpi",
          "psd.PSDImageReaderSpi",
          "tiff.BigTIFFImageReaderSpi",
          "tiff.TIFFImageReaderSpi",
          "webp.WebPImageReaderSpi");

  static {
    PLUGINS.forEach(Readers::register);
  }

  private Readers() {}

  /** Makes a decoder of TwelveMonkeys known, if it is on the class path and not known yet. */
  private static void register(String plugin) {
    IIORegistry registry = IIORegistry.getDefaultInstance();
    try {
      Class<?> type = Class.forName("com.twelvemonkeys.imageio.plugins." + plugin);
      if (registry.getServiceProviderByClass(type) == null) {
        registry.registerServiceProvider(type.getDeclaredConstructor().newInstance());
      }
    } catch (ReflectiveOperationException | LinkageError e) {
      // Not there: who needs the format is told so.
    }
  }

  /**
   * {@return the decoder of a format; another than Java's own where there is one}
   *
   * @throws UnreadFormatException if there is none
   */
  static ImageReader of(PictureFormat format, ImageInputStream in) throws IOException {
    Iterable<ImageReader> readers = () -> ImageIO.getImageReaders(in);
    return StreamSupport.stream(readers.spliterator(), false)
        .filter(reader -> reads(reader, format))
        .min(Comparator.comparing(Readers::isOfJava).thenComparing(r -> r.getClass().getName()))
        .orElseThrow(() -> new UnreadFormatException(format));
  }

  /** {@return the names and versions of all decoders there are, and of Java, in one text} */
  static String names() {
    Iterable<ImageReaderSpi> readers =
        () -> IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
    return StreamSupport.stream(readers.spliterator(), false)
        .map(reader -> reader.getClass().getName() + " " + reader.getVersion())
        .sorted()
        .collect(joining(", ", Runtime.version() + ": ", ""));
  }

  private static boolean isOfJava(ImageReader reader) {
    return reader.getClass().getName().startsWith("com.sun.");
  }

  /** A "bigtiff" is a TIFF, too. */
  private static boolean reads(ImageReader reader, PictureFormat format) {
    String name = format.toString().toLowerCase(Locale.ROOT).replace(" ", "");
    return Arrays.stream(reader.getOriginatingProvider().getFormatNames())
        .anyMatch(known -> known.toLowerCase(Locale.ROOT).endsWith(name));
  }

  /** {@return how the pixels of a file are stored} */
  static ColorModel colours(ImageReader reader) throws IOException {
    ImageTypeSpecifier raw = raw(reader);
    return raw == null ? ColorModel.getRGBdefault() : raw.getColorModel();
  }

  /** {@return the type of what is stored; null where a decoder does not say, as for JPEG} */
  private static ImageTypeSpecifier raw(ImageReader reader) throws IOException {
    return reader.getRawImageType(0);
  }

  /** {@return the first picture of a file} */
  static BufferedImage picture(ImageReader reader) throws IOException {
    ImageReadParam parameters = reader.getDefaultReadParam();
    ImageTypeSpecifier raw = raw(reader);
    if (raw != null) {
      parameters.setDestinationType(raw);
    }
    return reader.read(0, parameters);
  }

  /** {@return the picture of a JPEG file} */
  static BufferedImage jpeg(Path file, ImageReader reader) throws IOException {
    JpegMarkers markers = JpegMarkers.of(file);
    boolean[] warned = new boolean[2];
    // The decoder fills up what is missing, and warns.
    reader.addIIOReadWarningListener(
        (source, warning) -> {
          warned[0] |= warning.startsWith("Truncated File");
          warned[1] |= warning.contains("premature end");
        });
    BufferedImage image =
        markers.components() == INKS
            ? JpegInks.picture((WritableRaster) reader.readRaster(0, null), markers.transformed())
            : picture(reader);
    if (warned[0] && warned[1]) { // else only the mark of the end is missing
      throw new IOException("it is cut off");
    }
    return image;
  }
}
