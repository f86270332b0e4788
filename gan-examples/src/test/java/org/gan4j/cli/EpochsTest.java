package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochsTest {
  @Test
  void anEpochIsAsManyStepsAsSeeAllImages(@TempDir Path folder) throws IOException {
    int images = 21;
    idx(folder.resolve("train-images-idx3-ubyte"), images * 784, 2051, images, 28, 28);
    idx(folder.resolve("train-labels-idx1-ubyte"), images, 2049, images);
    Path run = folder.resolve("run");

    Result result =
        Result.of(
            "train",
            "--data",
            "mnist:" + folder,
            "--epochs",
            2,
            "--batch-size",
            10,
            "--model",
            "mlp-wide",
            "--out",
            run);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(RunFolder.open(run).config().training().steps())
        .as("21 images by 5, the real half of a batch")
        .isEqualTo(2 * 5);
    assertThat(run.resolve("samples").resolve("000010.png")).isNotEmptyFile();
  }

  private static void idx(Path file, int bytes, int... header) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(4 * header.length + bytes);
    for (int number : header) {
      content.putInt(number);
    }
    Files.write(file, content.array());
  }
}
