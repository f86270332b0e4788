package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data whose classes are not as a model wants them. */
class ClassDataTest {
  @TempDir private Path folder;

  @Test
  void dataOfOneClassAreRefused() throws IOException {
    Path digits = IdxDigits.in(folder, 60, 20);
    relabel(digits, label -> 0);
    Path out = folder.resolve("refused");
    Result result =
        Result.of(
            "train", "--model", "cgan", "--data", "idx:" + digits, "--steps", 1, "--out", out);
    assertThat(result.err())
        .isEqualTo(
            "gan: the model cgan draws the class that it is asked for, and all images of idx:"
                + digits
                + " are of one class: use data with two at least, or the model narrow\n");
    assertThat(out).doesNotExist();
  }

  private static void relabel(Path digits, IntUnaryOperator change) throws IOException {
    Path labels = digits.resolve("train-labels-idx1-ubyte");
    byte[] bytes = Files.readAllBytes(labels);
    for (int i = 8; i < bytes.length; i++) {
      bytes[i] = (byte) change.applyAsInt(bytes[i]);
    }
    Files.write(labels, bytes);
  }

  /** Labels from 1 on are usual, and then there is nothing of class 0. */
  @Test
  void classesWithoutImagesAreToldOf() throws IOException {
    Path digits = IdxDigits.in(folder, 60, 20);
    relabel(digits, label -> label + 2);
    Result result =
        Result.of(
            "train",
            "--model",
            "cgan",
            "--data",
            "idx:" + digits,
            "--steps",
            1,
            "--batch-size",
            8,
            "--out",
            folder.resolve("later"));
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err())
        .contains(
            "2 of 12 classes have no image, and what is drawn of them will mean nothing: 0, 1\n");
  }
}
