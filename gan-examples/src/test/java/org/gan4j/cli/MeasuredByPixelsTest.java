package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data whose classifier does not take their size: a file of MNIST's kind with smaller images. */
class MeasuredByPixelsTest {
  private static final int IMAGES = 200;
  private static final int HEIGHT = 20;
  private static final int WIDTH = 31; // a prime: no tiles of whole pixels divide it
  private static final String SAID =
      "measured by pixels: images of 1x20x31 have no middle of 1x28x28, which the extractor"
          + " 'mnist-1' takes";

  @TempDir private static Path folder;
  private static Path run;
  private static Result trained;

  @BeforeAll
  static void train() throws IOException {
    for (String part : new String[] {"train", "t10k"}) {
      byte[] pixels = new byte[IMAGES * HEIGHT * WIDTH];
      new SplittableRandom(part.length()).nextBytes(pixels);
      byte[] labels = new byte[IMAGES]; // in classes of 50 images, the first of 3 alone
      for (int i = 3; i < IMAGES; i++) {
        labels[i] = (byte) (1 + i / 50);
      }
      write(part + "-images-idx3-ubyte", pixels, 0x803, IMAGES, HEIGHT, WIDTH);
      write(part + "-labels-idx1-ubyte", labels, 0x801, IMAGES);
    }
    run = folder.resolve("run");
    trained =
        Result.of(
            "train",
            "--data",
            "mnist:" + folder,
            "--steps",
            4,
            "--evaluate-every",
            2,
            "--out",
            run);
  }

  private static void write(String name, byte[] values, int... header) throws IOException {
    ByteBuffer file = ByteBuffer.allocate(4 * header.length + values.length);
    for (int number : header) {
      file.putInt(number);
    }
    Files.write(folder.resolve(name), file.put(values).array());
  }

  @Test
  void runIsMeasuredToItsEndAndSaysByWhatAtItsBeginning() throws IOException {
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(trained.err()).startsWith(SAID).containsOnlyOnce("measured by");
    assertThat(Files.readAllLines(run.resolve("measures.jsonl"))).hasSize(2);
  }

  @Test
  void runThatIsNotMeasuredSaysNothing() {
    Path other = folder.resolve("unmeasured");
    Result result =
        Result.of(
            "train",
            "--data",
            "mnist:" + folder,
            "--steps",
            1,
            "--evaluate-every",
            0,
            "--out",
            other);
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).doesNotContain("measured by");
  }

  @Test
  void evaluationIsByPixelsTooAndLeavesOutAClassOfTooFewImages() {
    Result result = Result.of("evaluate", "--run", run, "--images", 150, "--seeds", 1);
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains(SAID);
    assertThat(result.out()).contains("by pixels-5x8").doesNotContain("one class of them");
  }

  @Test
  void measureThatAClassifierAloneGivesIsRefusedBeforeTheFirstStep() {
    Path other = folder.resolve("ranked");
    Result result =
        Result.of(
            "train", "--data", "mnist:" + folder, "--best-by", "classifierScore", "--out", other);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("choose another --best-by");
    assertThat(other).doesNotExist();
  }
}
