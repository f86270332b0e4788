package org.gan4j.data.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.data.ImageSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GifPictureTest {
  @TempDir Path folder;

  @Test
  void firstPictureStandsOnItsCanvasWhichIsTransparent() throws IOException {
    write(new GifBytes(4, 3).picture(1, 1, 2, false, 0, 1, 2, 0).picture(0, 0, 1, false, 4, 4));
    assertThat(read(ImageFolder.in(folder).background(0x010203)))
        .containsExactly(
            1, 1, 1, 1, 1, 255, 0, 1, 1, 0, 255, 1, //
            2, 2, 2, 2, 2, 0, 255, 2, 2, 0, 0, 2, //
            3, 3, 3, 3, 3, 0, 0, 3, 3, 255, 0, 3);
  }

  @Test
  void pictureBeyondItsCanvasMakesItLarger() throws IOException {
    write(new GifBytes(2, 2).picture(1, 0, 2, false, 0, 0, 0, 0));
    assertThat(ImageFolder.in(folder).open().shape()).isEqualTo(ImageShape.rgb(2, 3));
  }

  @Test
  void filesOfOneCanvasHaveOneSizeWhateverTheirPictures() throws IOException {
    Files.write(folder.resolve("a.gif"), new GifBytes(5, 5).picture(0, 0, 2, false, 0, 0).bytes());
    Files.write(
        folder.resolve("b.gif"), new GifBytes(5, 5).picture(2, 2, 3, false, 1, 1, 1).bytes());
    assertThat(ImageFolder.in(folder).open().shape()).isEqualTo(ImageShape.rgb(5, 5));
  }

  @Test
  void transparentColourIsTheBackground() throws IOException {
    write(new GifBytes(2, 2).transparent(4).picture(0, 0, 2, false, 4, 5, 5, 4));
    assertThat(read(ImageFolder.in(folder).gray().background(0x707070)))
        .containsExactly(0x70, 0xa0, 0xa0, 0x70);
  }

  @Test
  void tableThatIsNeverClearedIsReadToTheEnd() throws IOException {
    int[] colours = IntStream.range(0, 100 * 90).map(i -> 3 + i * i % 5).toArray();
    write(new GifBytes(100, 90).picture(0, 0, 100, false, colours));
    int[] greys = {0x40, 0x80, 0xa0, 0xc0, 0xe0};
    List<Integer> expected = Arrays.stream(colours).mapToObj(colour -> greys[colour - 3]).toList();
    assertThat(read(ImageFolder.in(folder).gray())).isEqualTo(expected);
  }

  @Test
  void interlacedRowsComeToTheirPlaces() throws IOException {
    // Rows 0, 8; 4; 2, 6; 1, 3, 5, 7.
    int[] rows = {0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 3, 3};
    write(new GifBytes(2, 9).picture(0, 0, 2, true, rows));
    List<Integer> red = read(ImageFolder.in(folder)).subList(0, 18);
    assertThat(red)
        .containsExactly(
            255, 255, 0xa0, 0xa0, 0x40, 0x40, 0xc0, 0xc0, 0, 0, 0xe0, 0xe0, 0x80, 0x80, 0x40, 0x40,
            0, 0);
  }

  @Test
  void pictureThatEndsEarlyIsCutOff() throws IOException {
    byte[] whole = new GifBytes(3, 3).picture(0, 0, 3, false, 0, 1, 2, 3, 4, 5, 6, 7, 0).bytes();
    write(whole, whole.length);
    assertThat(ImageFolder.in(folder).open().size()).isOne(); // without the mark of its end
    for (int length = 6; length < whole.length - 3; length++) {
      write(whole, length);
      assertThatThrownBy(() -> ImageFolder.in(folder).open())
          .isInstanceOf(GanException.class)
          .hasMessageContaining("it is cut off");
    }
  }

  @Test
  void fileWithoutAPictureSaysSo() throws IOException {
    byte[] file = new GifBytes(3, 3).bytes();
    Files.write(folder.resolve("a.gif"), ExifBytes.inserted(file, file.length, new byte[] {0x3b}));
    assertThatThrownBy(() -> ImageFolder.in(folder).open())
        .hasMessageContaining("it is a GIF file without a picture");
  }

  private void write(GifBytes gif) throws IOException {
    Files.write(folder.resolve("a.gif"), gif.bytes());
  }

  private void write(byte[] whole, int length) throws IOException {
    Files.write(folder.resolve("a.gif"), Arrays.copyOf(whole, length));
  }

  private static List<Integer> read(ImageFolder folder) {
    ImageSet images = folder.skippingAtMost(0).open();
    byte[] pixels = new byte[images.shape().size()];
    images.read(0, pixels, 0);
    return IntStream.range(0, pixels.length).mapToObj(i -> Byte.toUnsignedInt(pixels[i])).toList();
  }
}
