package org.gan4j.data.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.gan4j.GanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens a folder in a Java of its own, whose heap is smaller than one decoded image. */
class ImageFolderMemoryTest {
  private static final int SIDE = 7_900; // 62 MB

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "jpg"})
  void imageThatCannotBeDecodedInTheHeapIsNotTakenForADamagedOne(String format) throws Exception {
    Pictures.write(Pictures.grey(2, 1, 2, 3, 4), folder.resolve("a." + format));
    Pictures.write(
        new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY), folder.resolve("b." + format));
    assertThat(openedWith("-Xmx40m"))
        .contains("the 2 images of 1x2x2", "decoding b." + format + " takes more", "(-Xmx4g)");
  }

  @Test
  void sameImageIsReadInALargerHeap() throws Exception {
    Pictures.write(
        new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY), folder.resolve("b.png"));
    assertThat(openedWith("-Xmx400m")).isEqualTo("opened 1");
  }

  private String openedWith(String heap) throws IOException, InterruptedException {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:TieredStopAtLevel=1", // it ends before faster code would pay
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                Opening.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(java.getInputStream().readAllBytes(), UTF_8);
    java.waitFor();
    return said.lines().reduce((first, last) -> last).orElse("");
  }

  /** What the other Java runs. */
  static final class Opening {
    private Opening() {}

    /** Opens the folder that the argument names, and says what became of it. */
    public static void main(String[] args) {
      try {
        int size = ImageFolder.in(Path.of(args[0])).size(2, 2).skippingAtMost(0).open().size();
        System.out.println("opened " + size);
      } catch (GanException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
