package org.gan4j.data.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gan4j.data.ImageSet;
import org.gan4j.data.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which numbers become of which pixels, computed by hand. */
class ImageFolderPixelsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "bmp"})
  void greyValuesStayAsTheyAreStored(String format) throws IOException {
    write(format, Pictures.grey(3, 0, 1, 63, 128, 254, 255));
    assertThat(read(images().gray())).containsExactly(0, 1, 63, 128, 254, 255);
    assertThat(read(images().rgb()))
        .containsExactly(0, 1, 63, 128, 254, 255, 0, 1, 63, 128, 254, 255, 0, 1, 63, 128, 254, 255);
  }

  @Test
  void greyOfSixteenBitsIsScaledToEight() throws IOException {
    write("png", Pictures.grey16(2, 0, 65535, 32768, 257 * 63));
    assertThat(read(images())).containsExactly(0, 255, 128, 63);
  }

  @Test
  void greyWithAlphaIsPutOnTheBackgroundByItsStoredValues() throws IOException {
    write("png", Pictures.greyAlpha(2, 100, 255, 100, 0, 100, 128, 128, 51));
    // 100 * 128/255 = 50.2 and 128 * 51/255 = 25.6 on black; 255 * 127/255 = 127 and 204 more
    assertThat(read(images())).containsExactly(100, 0, 50, 26);
    assertThat(read(images().background(0xFFFFFF))).containsExactly(100, 255, 177, 230);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp"})
  void coloursAreReadChannelByChannel(String format) throws IOException {
    write(format, Pictures.rgb(2, 1, 2, 3, 40, 50, 60, 7, 8, 9, 255, 128, 0));
    assertThat(read(images())).containsExactly(1, 40, 7, 255, 2, 50, 8, 128, 3, 60, 9, 0);
  }

  @Test
  void jpegIsReadInGreyAndInColour() throws IOException {
    write("jpg", Pictures.grey(8, IntStream.generate(() -> 60).limit(64).toArray()));
    assertThat(read(images())).hasSize(64).allMatch(value -> value >= 58 && value <= 62);
    write("jpg", Pictures.rgb(8, IntStream.range(0, 192).map(i -> 50 + i % 3 * 60).toArray()));
    List<Integer> colour = read(images());
    for (int channel = 0; channel < 3; channel++) {
      int expected = 50 + 60 * channel;
      assertThat(colour.subList(64 * channel, 64 * channel + 64))
          .allMatch(value -> value >= expected - 3 && value <= expected + 3);
    }
  }

  @Test
  void coloursWithAlphaArePutOnTheBackground() throws IOException {
    write("png", Pictures.rgba(2, 10, 20, 30, 255, 10, 20, 30, 0, 200, 100, 0, 51, 0, 0, 0, 204));
    assertThat(read(images())).containsExactly(10, 0, 40, 0, 20, 0, 20, 0, 30, 0, 0, 0);
    // A fifth of the third pixel and four fifths of 100, 50, 250; the reverse for the fourth.
    assertThat(read(images().background(0x6432FA)))
        .containsExactly(10, 100, 120, 20, 20, 50, 60, 10, 30, 250, 200, 50);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif"})
  void transparentEntryOfAPaletteIsTheBackground(String format) throws IOException {
    write(format, Pictures.palette(0x00FF00FF, 0xFF0A141E, 2, 0, 1, 1, 0));
    assertThat(read(images().background(0x010203)))
        .containsExactly(1, 10, 10, 1, 2, 20, 20, 2, 3, 30, 30, 3);
  }

  @Test
  void halfTransparentEntryOfAPaletteIsMixed() throws IOException {
    write("png", Pictures.palette(0x33C86400, 0xFF0A141E, 2, 0, 1, 1, 0)); // alpha 51: a fifth
    assertThat(read(images().background(0x6432FA)))
        .containsExactly(120, 10, 10, 120, 60, 20, 20, 60, 200, 30, 30, 200);
  }

  @Test
  void realTilesAreTheirPalettesColoursOnTheBackground() throws IOException {
    Path tiles = TestData.folder("images").resolve("monsters-32x32");
    ImageSet images = ImageFolder.in(tiles).background(0xFF8000).open();
    byte[] pixels = new byte[3 * 32 * 32];
    List<Path> files;
    try (Stream<Path> list = Files.list(tiles)) {
      files = list.filter(file -> file.toString().endsWith(".png")).sorted().toList();
    }
    for (int i = 0; i < files.size(); i += 20) {
      images.read(i, pixels, 0);
      BufferedImage tile = ImageIO.read(files.get(i).toFile());
      if (tile.getType() != BufferedImage.TYPE_CUSTOM) { // whose getRGB changes grey values
        requireOpaqueAndClearPixels(tile, pixels);
      }
    }
  }

  private static void requireOpaqueAndClearPixels(BufferedImage tile, byte[] pixels) {
    for (int p = 0; p < 1024; p++) {
      int argb = tile.getRGB(p % 32, p / 32);
      int alpha = argb >>> 24;
      if (alpha == 0 || alpha == 255) {
        int expected = alpha == 0 ? 0xFF8000 : argb & 0xFFFFFF;
        int red = Byte.toUnsignedInt(pixels[p]);
        int green = Byte.toUnsignedInt(pixels[1024 + p]);
        int blue = Byte.toUnsignedInt(pixels[2048 + p]);
        assertThat(red << 16 | green << 8 | blue).isEqualTo(expected);
      }
    }
  }

  @Test
  void colourBecomesGreyByItsLuma() throws IOException {
    write("png", Pictures.rgb(2, 255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30));
    // 0.299 * 255 = 76.2, 0.587 * 255 = 149.7, 0.114 * 255 = 29.1; 2.99 + 11.74 + 3.42 = 18.15
    assertThat(read(images().gray())).containsExactly(76, 150, 29, 18);
  }

  @Test
  void reducedImageHasTheMeansOfItsAreas() throws IOException {
    write("png", Pictures.grey(4, 0, 4, 100, 100, 8, 12, 100, 104, 1, 1, 50, 0, 1, 1, 0, 50));
    assertThat(read(images().size(2, 2))).containsExactly(6, 101, 1, 25);
  }

  @Test
  void areasShareThePixelsOnTheirBorders() throws IOException {
    write("png", Pictures.grey(3, 0, 90, 240, 0, 90, 240, 0, 90, 240));
    // (1 * 0 + 0.5 * 90) / 1.5 and (0.5 * 90 + 1 * 240) / 1.5
    assertThat(read(images().size(2, 2))).containsExactly(30, 190, 30, 190);
  }

  @Test
  void enlargedImageIsInterpolatedBetweenThePixelsCentres() throws IOException {
    write("png", Pictures.grey(2, 0, 100, 0, 100));
    assertThat(read(images().size(4, 4)))
        .containsExactly(0, 25, 75, 100, 0, 25, 75, 100, 0, 25, 75, 100, 0, 25, 75, 100);
    write("png", Pictures.grey(2, 0, 0, 100, 100));
    assertThat(read(images().size(4, 4)))
        .containsExactly(0, 0, 0, 0, 25, 25, 25, 25, 75, 75, 75, 75, 100, 100, 100, 100);
  }

  @Test
  void middleOfAWideOrTallImageIsKept() throws IOException {
    write("png", Pictures.grey(4, 1, 2, 3, 4, 5, 6, 7, 8));
    assertThat(read(images().size(2, 2))).containsExactly(2, 3, 6, 7);
    write("png", Pictures.grey(2, 1, 2, 3, 4, 5, 6, 7, 8));
    assertThat(read(images().size(2, 2))).containsExactly(3, 4, 5, 6);
  }

  @Test
  void oddRestLosesOnePixelLessBefore() throws IOException {
    write("png", Pictures.grey(5, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    assertThat(read(images().size(2, 2))).containsExactly(2, 3, 7, 8);
  }

  @Test
  void croppedImageIsReducedToo() throws IOException {
    write(
        "png",
        Pictures.grey(
            6, 9, 0, 4, 100, 100, 9, 9, 8, 12, 100, 104, 9, 9, 1, 1, 50, 0, 9, 9, 1, 1, 0, 50, 9));
    assertThat(read(images().size(2, 2))).containsExactly(6, 101, 1, 25);
  }

  @Test
  void stretchedImageKeepsAllAndIsDistorted() throws IOException {
    write("png", Pictures.grey(4, 0, 10, 20, 30, 40, 50, 60, 70));
    assertThat(read(images().size(2, 2).stretched())).containsExactly(5, 25, 45, 65);
    assertThat(read(images().stretched().size(2, 2))).containsExactly(5, 25, 45, 65);
  }

  @Test
  void coloursAreResizedOneByOneToAnyRatio() throws IOException {
    write("png", Pictures.rgb(2, 0, 10, 20, 100, 30, 40, 0, 10, 20, 100, 30, 40));
    assertThat(read(images().size(2, 4).stretched()))
        .containsExactly(
            0, 25, 75, 100, 0, 25, 75, 100, 10, 15, 25, 30, 10, 15, 25, 30, 20, 25, 35, 40, 20, 25,
            35, 40);
  }

  @Test
  void everySizeKeepsAnEvenImageEven() throws IOException {
    write("png", Pictures.grey(7, IntStream.generate(() -> 255).limit(35).toArray()));
    for (int side = 1; side < 40; side++) {
      assertThat(read(images().size(side, 2 * side))).hasSize(2 * side * side).containsOnly(255);
      assertThat(read(images().size(side, 5).stretched())).containsOnly(255);
    }
  }

  private ImageFolder images() {
    return ImageFolder.in(folder).skippingAtMost(0);
  }

  private void write(String format, BufferedImage image) throws IOException {
    Pictures.write(image, folder.resolve("image." + format));
  }

  /** {@return the values of the only image} */
  private static List<Integer> read(ImageFolder folder) {
    ImageSet images = folder.open();
    byte[] pixels = new byte[images.shape().size()];
    images.read(images.size() - 1, pixels, 0);
    return IntStream.range(0, pixels.length).mapToObj(i -> Byte.toUnsignedInt(pixels[i])).toList();
  }
}
