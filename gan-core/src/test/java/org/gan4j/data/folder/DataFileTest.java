package org.gan4j.data.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.gan4j.GanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFileTest {
  @TempDir private Path folder;

  @Test
  void anIdxFileIsCheckedToItsLastByte() throws IOException {
    byte[] labels = ByteBuffer.allocate(8 + 3).putInt(2049).putInt(3).array();
    Path file = Files.write(folder.resolve("a"), labels);

    assertThat(DataFile.describe(file).orElseThrow())
        .containsExactly(entry("kind", "IDX file"), entry("content", "3 labels"));
    Files.write(file, ByteBuffer.allocate(8 + 3).putInt(2049).putInt(4).array());
    assertThatThrownBy(() -> DataFile.describe(file))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("is cut off");
  }

  @Test
  void filesThatAreNoDataHaveNoFacts() throws IOException {
    assertThat(DataFile.describe(Files.writeString(folder.resolve("a.txt"), "text"))).isEmpty();
    assertThat(DataFile.describe(Files.createFile(folder.resolve("empty")))).isEmpty();
    assertThatThrownBy(() -> DataFile.describe(folder.resolve("none")))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void onlyTheMostFrequentSizesOfAFolderAreNamed() throws IOException {
    for (int i = 2; i < 9; i++) {
      BufferedImage picture = new BufferedImage(i, 3, BufferedImage.TYPE_BYTE_GRAY);
      ImageIO.write(picture, "png", folder.resolve(i + ".png").toFile());
    }
    ImageIO.write(
        new BufferedImage(8, 3, BufferedImage.TYPE_INT_RGB),
        "png",
        folder.resolve("colour.png").toFile());

    assertThat(DataFile.describe(folder).orElseThrow())
        .containsEntry("pictures", "8, of them grey 7")
        .containsEntry("unusable", "none")
        .hasEntrySatisfying(
            "sizes",
            sizes ->
                assertThat(sizes)
                    .startsWith("8 x 3 pixels (2), ")
                    .endsWith(" (1) and 2 other sizes"));
  }
}
