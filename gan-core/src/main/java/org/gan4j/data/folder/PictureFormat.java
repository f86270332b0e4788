package org.gan4j.data.folder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a picture is by the first bytes of its file, which decide, whatever its name says. */
enum PictureFormat {
  PNG("PNG", "\\x89PNG\\r\\n\\x1a\\n"),
  JPEG("JPEG", "\\xff\\xd8\\xff"),
  GIF("GIF", "GIF8[79]a"),
  /** With the sizes that the second header has had. */
  BMP("BMP", "BM.{12}[\\x0c\\x10\\x28\\x34\\x38\\x40\\x6c\\x7c]\\x00\\x00\\x00"),
  TIFF("TIFF", "II[*+]\\x00|MM\\x00[*+]"),
  WEBP("WebP", "RIFF.{4}WEBP"),
  PSD("PSD", "8BPS\\x00[\\x01\\x02]"),
  PNM("PNM", "P[1-6]\\s[\\s\\d#]"),
  AVIF("AVIF", ".{4}ftypavi[fs]"),
  HEIC("HEIC", ".{4}ftyp(hei|hev|mif1|msf1)"),
  JXL("JPEG XL", "\\xff\\x0a|\\x00\\x00\\x00\\x0cJXL "),
  JP2("JPEG 2000", "\\xff\\x4f\\xff\\x51|\\x00\\x00\\x00\\x0cjP  "),
  JXR("JPEG XR", "II\\xbc"),
  ICO("ICO", "\\x00\\x00\\x01\\x00[\\x01-\\x20]\\x00"),
  QOI("QOI", "qoif"),
  EXR("OpenEXR", "v/1\\x01"),
  DDS("DDS", "DDS \\x7c"),
  XCF("XCF", "gimp xcf ");

  /** As many bytes as tell them all apart. */
  private static final int START = 18;

  private final String title;
  private final Pattern start;

  PictureFormat(String title, String start) {
    this.title = title;
    this.start = Pattern.compile(start, Pattern.DOTALL);
  }

  /**
   * {@return what a file is; none if it is no picture of these}
   *
   * @throws IOException if it cannot be read
   */
  static Optional<PictureFormat> of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String bytes = new String(in.readNBytes(START), ISO_8859_1);
      return Arrays.stream(values())
          .filter(format -> format.start.matcher(bytes).lookingAt())
          .findFirst();
    }
  }

  /** {@return the plug-in for ImageIO that reads it, where Java itself does not} */
  Optional<String> plugIn() {
    return switch (this) {
      case WEBP, PSD, PNM -> Optional.of("imageio-" + title.toLowerCase(Locale.ROOT));
      default -> Optional.empty();
    };
  }

  /** {@return how people write it} */
  @Override
  public String toString() {
    return title;
  }
}
