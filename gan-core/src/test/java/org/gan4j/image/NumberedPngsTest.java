package org.gan4j.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gan4j.GanException;
import org.gan4j.ValueRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NumberedPngsTest {
  private static final ValueRange BYTES = new ValueRange(0, 255);

  @TempDir private Path folder;

  @Test
  void everyImageIsAFileCountedOverAllBatches() throws IOException {
    Path out = folder.resolve("a/b");

    NumberedPngs.of(BYTES).write(List.of(images(10, 20), images(30)).iterator(), out);

    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("000000.png", "000001.png", "000002.png");
    }
    for (int i = 0; i < 3; i++) {
      var raster = ImageIO.read(out.resolve("00000" + i + ".png").toFile()).getRaster();
      assertThat(raster.getPixels(0, 0, 2, 1, (int[]) null)).containsExactly(10 * i + 10, 0);
      assertThat(raster.getHeight()).isEqualTo(1);
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsReported() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "kept");

    assertThatThrownBy(() -> NumberedPngs.of(BYTES).write(List.of(images(1)).iterator(), file))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("000000.png could not be written");
    assertThat(file).hasContent("kept");
  }

  /** Images of two pixels: the value, and black. */
  private static INDArray images(float... values) {
    INDArray images = Nd4j.zeros(values.length, 1, 1, 2);
    for (int i = 0; i < values.length; i++) {
      images.putScalar(new int[] {i, 0, 0, 0}, values[i]);
    }
    return images;
  }
}
