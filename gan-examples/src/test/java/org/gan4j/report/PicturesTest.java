package org.gan4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

class PicturesTest {
  @TempDir private Path folder;

  private void files(int count, int bytes) throws IOException {
    for (int i = 0; i < count; i++) {
      Files.write(folder.resolve("%06d.png".formatted(i * 10)), new byte[bytes]);
    }
  }

  private List<Long> steps(Pictures pictures) {
    ObjectNode object = JsonText.object();
    pictures.writeTo(object, folder);
    return StreamSupport.stream(object.path("grids").spliterator(), false)
        .map(grid -> grid.path("step").asLong())
        .toList();
  }

  @Test
  void ofManyThereAreFortyAtEqualDistances() throws IOException {
    files(118, 1);

    assertThat(steps(Pictures.within())).hasSize(40).startsWith(0L, 30L, 60L).endsWith(1170L);
  }

  @Test
  void largeOnesAreFewerAndTheLastIsThere() throws IOException {
    files(5, 100);

    assertThat(steps(new Pictures(40, 300, Path::toString))).containsExactly(0L, 20L, 40L);
    assertThat(steps(new Pictures(40, 100, Path::toString))).containsExactly(40L);
    assertThat(steps(new Pictures(40, 99, Path::toString))).isEmpty();
  }

  @Test
  void namesOfSevenDigitsComeLast() throws IOException {
    files(2, 1);
    Files.createFile(folder.resolve("1000000.png"));
    Files.createFile(folder.resolve(".000020.png.x.part"));
    Files.createFile(folder.resolve("notes.png"));

    assertThat(steps(Pictures.served())).containsExactly(0L, 10L, 1_000_000L);
  }
}
