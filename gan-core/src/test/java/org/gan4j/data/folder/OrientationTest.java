package org.gan4j.data.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.gan4j.ImageShape;
import org.gan4j.data.Fingerprint;
import org.gan4j.data.ImageSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which way up a picture is that says how its camera was held. */
class OrientationTest {
  @TempDir Path folder;

  /** Stored as 1 2 3 above 4 5 6; where the TIFF standard says that first row and column are. */
  @ParameterizedTest
  @CsvSource({
    "1, 123 456",
    "2, 321 654",
    "3, 654 321",
    "4, 456 123",
    "5, 14 25 36",
    "6, 41 52 63",
    "7, 63 52 41",
    "8, 36 25 14",
    "0, 123 456",
    "9, 123 456"
  })
  void picturesAreTurnedAndMirroredAsTheyAreSeen(int orientation, String rows) throws IOException {
    byte[] png = stored("png", Pictures.grey(3, 1, 2, 3, 4, 5, 6));
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      write("png", ExifBytes.png(png, ExifBytes.notes(order, orientation)));
      assertThat(read()).isEqualTo(rows);
    }
  }

  @Test
  void jpegIsTurnedBeforeItIsCut() throws IOException {
    int[] leftHalfWhite = IntStream.range(0, 32 * 16).map(i -> i % 32 < 16 ? 255 : 0).toArray();
    byte[] jpeg = stored("jpg", Pictures.grey(32, leftHalfWhite));
    write("jpg", ExifBytes.jpeg(jpeg, ExifBytes.notes(ByteOrder.BIG_ENDIAN, 6)));
    ImageSet images = ImageFolder.in(folder).open();
    assertThat(images.shape()).isEqualTo(ImageShape.gray(32, 16));
    byte[] pixels = new byte[32 * 16];
    images.read(0, pixels, 0);
    for (int i = 0; i < pixels.length; i++) { // the left side has come up
      assertThat(pixels[i] & 0xff)
          .as("value %s", i)
          .isBetween(i < 256 ? 245 : 0, i < 256 ? 255 : 10);
    }
  }

  @Test
  void turningComesBeforeResizing() throws IOException {
    byte[] png = stored("png", Pictures.grey(2, 10, 20, 30, 40, 50, 60, 70, 80));
    write("png", ExifBytes.png(png, ExifBytes.notes(ByteOrder.LITTLE_ENDIAN, 8)));
    ImageSet images = ImageFolder.in(folder).size(2, 2).open();
    byte[] pixels = new byte[4];
    images.read(0, pixels, 0);
    assertThat(pixels).containsExactly(40, 60, 30, 50); // the middle of 20 40 60 80 / 10 30 50 70
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4, 8, 10, 12, 20, 24, 30})
  void damagedNotesAreNone(int where) throws IOException {
    byte[] png = stored("png", Pictures.grey(3, 1, 2, 3, 4, 5, 6));
    byte[] notes = ExifBytes.notes(ByteOrder.BIG_ENDIAN, 1);
    notes[where] ^= (byte) 0xff;
    write("png", ExifBytes.png(png, notes));
    assertThat(read()).isEqualTo("123 456");
    write("png", ExifBytes.png(png, Arrays.copyOf(notes, where)));
    assertThat(read()).isEqualTo("123 456");
  }

  @Test
  void turnedPicturesHaveAnotherFingerprint() throws IOException {
    byte[] png = stored("png", Pictures.grey(2, 1, 2, 3, 4));
    write("png", ExifBytes.png(png, ExifBytes.notes(ByteOrder.BIG_ENDIAN, 1)));
    Fingerprint upright = Fingerprint.of(ImageFolder.in(folder).open());
    write("png", ExifBytes.png(png, ExifBytes.notes(ByteOrder.BIG_ENDIAN, 3)));
    assertThat(Fingerprint.of(ImageFolder.in(folder).open())).isNotEqualTo(upright);
  }

  private byte[] stored(String format, BufferedImage image) throws IOException {
    Path file = Pictures.write(image, folder.resolve("a." + format));
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return bytes;
  }

  private void write(String format, byte[] bytes) throws IOException {
    Files.write(folder.resolve("a." + format), bytes);
  }

  /** {@return the rows of the only picture, a digit a value} */
  private String read() {
    ImageSet images = ImageFolder.in(folder).skippingAtMost(0).open();
    byte[] pixels = new byte[images.shape().size()];
    images.read(0, pixels, 0);
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < pixels.length; i++) {
      rows.append(i > 0 && i % images.shape().width() == 0 ? " " : "").append(pixels[i]);
    }
    return rows.toString();
  }
}
