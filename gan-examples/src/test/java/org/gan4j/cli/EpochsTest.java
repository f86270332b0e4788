package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.gan4j.guides.TinyMnist;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochsTest {
  @Test
  void anEpochIsAsManyStepsAsSeeAllImages(@TempDir Path folder) throws IOException {
    TinyMnist.in(folder, 21);
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
}
