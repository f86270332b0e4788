package org.gan4j.data.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.gan4j.GanException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JpegMarkersTest {
  @TempDir private Path folder;
  private byte[] jpeg;
  private int lastScan;

  @BeforeEach
  void writeProgressively() throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam progressive = writer.getDefaultWriteParam();
    progressive.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
      writer.write(null, new IIOImage(picture, null, null), progressive);
    }
    writer.dispose();
    jpeg = bytes.toByteArray();
    for (int i = 0; i < jpeg.length; i++) {
      lastScan = jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xda ? i : lastScan;
    }
  }

  /** The writer makes ten passes. */
  @Test
  void upToFiftyPassesAreDecoded() throws IOException {
    write(40);
    assertThat(ImageFolder.in(folder).skippingAtMost(0).open().size()).isEqualTo(1);
  }

  @Test
  void moreAreRefused() throws IOException {
    write(41);
    assertThatThrownBy(() -> ImageFolder.in(folder).skippingAtMost(0).open())
        .isInstanceOf(GanException.class)
        .hasMessageContaining("its picture is in more than 50 passes");
  }

  @Test
  void markOfTheEndMayBeMissingButNoPass() throws IOException {
    Files.write(folder.resolve("a.jpg"), Arrays.copyOf(jpeg, jpeg.length - 2));
    assertThat(ImageFolder.in(folder).skippingAtMost(0).open().size()).isEqualTo(1);
    Files.write(folder.resolve("a.jpg"), Arrays.copyOf(jpeg, lastScan));
    assertThatThrownBy(() -> ImageFolder.in(folder).open())
        .isInstanceOf(GanException.class)
        .hasMessageContaining("it is cut off");
  }

  /** Of Java's builds some could read it. */
  @Test
  void arithmeticCodingIsRefused() throws IOException {
    int frame = 0;
    for (int i = 0; i < jpeg.length - 1; i++) {
      frame = jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc2 ? i : frame;
    }
    jpeg[frame + 1] = (byte) 0xca;
    Files.write(folder.resolve("a.jpg"), jpeg);
    assertThatThrownBy(() -> ImageFolder.in(folder).open()).isInstanceOf(GanException.class);
    assertThatThrownBy(() -> JpegMarkers.of(folder.resolve("a.jpg")))
        .hasMessage("its coding is arithmetic, which is not read");
  }

  /** Repeats the last pass, without its content. */
  private void write(int more) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(jpeg, 0, jpeg.length - 2);
    for (int i = 0; i < more; i++) {
      int length = 2 + (jpeg[lastScan + 2] << 8) + jpeg[lastScan + 3];
      bytes.write(jpeg, lastScan, length);
    }
    bytes.write(jpeg, jpeg.length - 2, 2);
    Files.write(folder.resolve("a.jpg"), bytes.toByteArray());
  }
}
