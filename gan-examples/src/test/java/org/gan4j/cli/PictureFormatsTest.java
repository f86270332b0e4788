package org.gan4j.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.gan4j.data.ImageSet;
import org.gan4j.data.folder.ImageFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats that the command line reads by the plug-ins that it brings; names do not matter. */
class PictureFormatsTest {
  @TempDir private Path folder;

  @Test
  void bmpOfFourBitsInRuns() throws IOException {
    int[] palette = {0x000000, 0x0A141E, 0x28323C, 0xFFFFFF};
    // The lower row: three times 1 and 2 in turn; the upper one as it is: 3, 0, 2; the end.
    byte[] runs = {3, 0x12, 0, 0, 0, 3, 0x30, 0x20, 0, 1};
    write("a.bmp", PictureBytes.bmpOfRuns(3, palette, runs, 2));
    assertThat(read())
        .containsExactly(255, 0, 40, 10, 40, 10, 255, 0, 50, 20, 50, 20, 255, 0, 60, 30, 60, 30);
  }

  @Test
  void bmpOfOs2() throws IOException {
    byte[] rows = {3, 2, 1, 6, 5, 4, 0, 0, 9, 8, 7, 12, 11, 10, 0, 0}; // blue first, rows filled up
    write("a", PictureBytes.bmpOfOs2(2, 2, rows));
    assertThat(read()).containsExactly(7, 10, 1, 4, 8, 11, 2, 5, 9, 12, 3, 6);
  }

  @Test
  void losslessJpeg() throws IOException {
    int[] values = {0, 255, 128, 7, 60, 61, 59, 200, 12, 12, 12, 255};
    write("a.jpg", PictureBytes.losslessJpeg(4, values));
    assertThat(read()).containsExactly(IntStream.of(values).boxed().toArray(Integer[]::new));
  }

  /** Written by libwebp 1.2.4 from these pixels. */
  @ParameterizedTest
  @ValueSource(strings = {"a.webp", "a.png", "a"})
  void webp(String name) throws IOException {
    write(name, Base64.getDecoder().decode(WEBP));
    assertThat(read())
        .containsExactly(10, 40, 200, 1, 255, 0, 20, 50, 100, 2, 255, 0, 30, 60, 0, 3, 255, 0);
  }

  @Test
  void webpIsTurnedAsItsCameraHasNoted() throws IOException {
    write("a.webp", Base64.getDecoder().decode(TURNED_WEBP));
    assertThat(read())
        .containsExactly(1, 10, 255, 40, 0, 200, 2, 20, 255, 50, 0, 100, 3, 30, 255, 60, 0, 0);
  }

  @Test
  void tiffAndPortableGreymap() throws IOException {
    BufferedImage grey = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setPixels(0, 0, 2, 2, new int[] {1, 60, 200, 255});
    ByteArrayOutputStream tiff = new ByteArrayOutputStream();
    ImageIO.write(grey, "tiff", tiff);
    write("a.tif", tiff.toByteArray());
    assertThat(read()).containsExactly(1, 60, 200, 255);
    Files.delete(folder.resolve("a.tif"));
    write("a.pgm", "P5 2 2 255 \1<\310\377".getBytes(ISO_8859_1));
    assertThat(read()).containsExactly(1, 60, 200, 255);
  }

  /**
   * Profiles that are cut off, empty, of a wrong place, or doubled, and marks where none belong.
   */
  @Test
  void jpegWithADamagedProfileHasThePixelsOfOneWithout() throws IOException {
    BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      picture.setRGB(i % 16, i / 16, 0x20_40_60 + i / 2 * 0x010101);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(picture, "jpeg", out);
    byte[] plain = out.toByteArray();
    write("a.jpg", plain);
    List<Integer> expected = read();
    byte[] damaged = "ICC_PROFILE\0\1\1no profile at all".getBytes(ISO_8859_1);
    byte[] wrongPlace = "ICC_PROFILE\0\3\2no profile at all".getBytes(ISO_8859_1);
    byte[] empty = "ICC_PROFILE\0".getBytes(ISO_8859_1);
    for (byte[] profile : new byte[][] {damaged, wrongPlace, empty}) {
      byte[] once = PictureBytes.withSegment(plain, 0xe2, profile);
      write("a.jpg", once);
      assertThat(read()).isEqualTo(expected);
      write("a.jpg", PictureBytes.withSegment(once, 0xe2, profile));
      assertThat(read()).isEqualTo(expected);
    }
    write("a.jpg", PictureBytes.withSegment(plain, 0xe1, "Exif\0\0MM".getBytes(ISO_8859_1)));
    assertThat(read()).isEqualTo(expected);
  }

  private static final String WEBP =
      "UklGRkwAAABXRUJQVlA4TEAAAAAvAkAAAC+gEAACpDEIIIj83dIgk7Yp/WZi2ud0Ctq2YfpY7PAHMl6b/wD4PxtJadd2oJBtBDh0r8ApXUT/4x0A";

  private static final String TURNED_WEBP =
      "UklGRoAAAABXRUJQVlA4WAoAAAAIAAAAAgAAAQAAVlA4TEAAAAAvAkAAAC+gEAACpDEIIIj83dIgk7Yp"
          + "/WZi2ud0Ctq2YfpY7PAHMl6b/wD4PxtJadd2oJBtBDh0r8ApXUT/4x0ARVhJRhoAAABNTQAqAAAACAABARIAAwAAAAEABgAAAAAAAA==";

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  /** {@return the values of the only picture} */
  private List<Integer> read() {
    List<Integer> values = new ArrayList<>();
    ImageSet images = ImageFolder.in(folder).skippingAtMost(0).open();
    byte[] pixels = new byte[images.shape().size()];
    images.read(0, pixels, 0);
    for (byte value : pixels) {
      values.add(Byte.toUnsignedInt(value));
    }
    return values;
  }
}
