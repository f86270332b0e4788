package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.gan4j.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedImagesTest {
  private static final ImageShape SHAPE = ImageShape.gray(28, 28);
  private static final int START = 128;

  @Test
  void partsOfAMappingMeetWithoutAGap(@TempDir Path folder) throws IOException {
    byte[] content = new byte[START + 7 * SHAPE.size()];
    for (int i = START; i < content.length; i++) {
      content[i] = (byte) ((i - START) / SHAPE.size());
    }
    Path file = Files.write(folder.resolve("images"), content);
    MappedImages images = MappedImages.open(file, SHAPE, 7, START, 3);
    assertThat(images.size()).isEqualTo(7);
    for (int i = 0; i < 7; i++) {
      byte[] expected = new byte[SHAPE.size()];
      Arrays.fill(expected, (byte) i);
      byte[] target = new byte[SHAPE.size()];
      images.read(i, target, 0);
      assertThat(target).isEqualTo(expected);
    }
  }
}
