package org.gan4j.data.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.gan4j.ImageShape;
import org.gan4j.data.ImageSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures for printers, with an even colour, whose stored values are chosen. */
class JpegInksTest {
  private static final int SIDE = 16;

  @TempDir Path folder;

  @Test
  void inksAreMultipliedByTheBlack() throws IOException {
    write(jpeg(200, 100, 50, 220));
    // 200 * 220 / 255 = 172.5, 86.3, 43.1
    assertEven(172, 86, 43);
    write(ExifBytes.inserted(jpeg(200, 100, 50, 220), 2, adobe(0)));
    assertEven(172, 86, 43);
  }

  @Test
  void inksStoredAsBrightnessAndColourAreTakenForThat() throws IOException {
    write(ExifBytes.inserted(jpeg(100, 110, 150, 204), 2, adobe(2)));
    // 100 + 1.402 * 22 = 130.8; 100 + 0.344 * 18 - 0.714 * 22 = 90.5; 100 - 1.772 * 18 = 68.1;
    // what they leave of 255, times 204 / 255
    assertEven(99, 132, 150);
  }

  /** What Photoshop writes: its mark, and how the first three inks are stored. */
  private static byte[] adobe(int transform) {
    byte[] content = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform};
    return ExifBytes.segment(0xee, content);
  }

  private void assertEven(int... colours) {
    ImageSet images = ImageFolder.in(folder).skippingAtMost(0).open();
    assertThat(images.shape()).isEqualTo(ImageShape.rgb(SIDE, SIDE));
    byte[] pixels = new byte[images.shape().size()];
    images.read(0, pixels, 0);
    for (int i = 0; i < pixels.length; i++) {
      int expected = colours[i / (SIDE * SIDE)];
      assertThat(pixels[i] & 0xff).isBetween(expected - 3, expected + 3);
    }
  }

  private void write(byte[] jpeg) throws IOException {
    Files.write(folder.resolve("a.jpg"), jpeg);
  }

  private static byte[] jpeg(int... pixel) throws IOException {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, SIDE, SIDE, 4, null);
    for (int i = 0; i < SIDE * SIDE; i++) {
      raster.setPixel(i % SIDE, i / SIDE, pixel);
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(raster, null, null), null);
    }
    writer.dispose();
    return bytes.toByteArray();
  }
}
