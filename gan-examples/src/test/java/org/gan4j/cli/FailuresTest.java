package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gan4j.GanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each failure is one line that begins with {@code gan: }, and an exit code. */
class FailuresTest {
  private static final String WHOLE_INT = "a whole number from 1 to 2147483647 is expected, not ";
  private static final String WHOLE_LONG =
      "a whole number from 1 to 9223372036854775807 is expected, not ";

  private static final String SHARE = "a number above 0 and at most 1 is expected, not ";

  static Stream<Arguments> wrongArguments() {
    return Stream.of(
        arguments(
            "",
            "no command given: train, generate, interpolate, animate, models, info, bench (gan --help)"),
        arguments("trian", "unknown command 'trian'; did you mean train or animate? (gan --help)"),
        arguments(
            "train --stpes 4",
            "unknown option '--stpes'; did you mean --steps? (gan train --help)"),
        arguments("models mlp", "unexpected argument 'mlp' (gan models --help)"),
        arguments(
            "train --steps 0",
            "invalid value for option '--steps': " + WHOLE_LONG + "'0' (gan train --help)"),
        arguments(
            "train --steps -5",
            "invalid value for option '--steps': " + WHOLE_LONG + "'-5' (gan train --help)"),
        arguments(
            "train --epochs many",
            "invalid value for option '--epochs': " + WHOLE_INT + "'many' (gan train --help)"),
        arguments(
            "train --batch-size 3000000000",
            "invalid value for option '--batch-size': "
                + WHOLE_INT
                + "'3000000000' (gan train --help)"),
        arguments(
            "train --seed one",
            "invalid value for option '--seed': 'one' is not a long (gan train --help)"),
        arguments(
            "train --steps",
            "missing required parameter for option '--steps' (N) (gan train --help)"),
        arguments(
            "train --steps 1 --epochs 1",
            "--steps=N, --epochs=N are mutually exclusive (specify only one) (gan train --help)"),
        arguments(
            "train --model dcgna",
            "there is no model \"dcgna\"; there are: mlp, mlp-wide, quickdraw, dcgan-transposed,"
                + " dcgan-upsampling, dcgan32"),
        arguments(
            "train --model dcgan32",
            "images of 1x28x28 do not fit: the networks need a height and a width that are"
                + " multiples of 8 and at least 8; choose other data or another model"),
        arguments(
            "train --data cats",
            "there is no data \"cats\"; there are: digits (drawn by the program), mnist and"
                + " fashion-mnist (downloaded when missing), mnist:DIR and fashion-mnist:DIR (the"
                + " files in a folder), quickdraw:FILE[,FILE...] (.npy files), images:DIR (a folder"
                + " of images)"),
        arguments(
            "train --model mlp-wide --batch-size 33",
            "a batch of 33 cannot be halved into real and generated images: use an even batch"
                + " size"),
        arguments("generate", "missing required option: '--run=DIR' (gan generate --help)"),
        arguments(
            "generate --run x --count 0",
            "invalid value for option '--count': " + WHOLE_INT + "'0' (gan generate --help)"),
        arguments(
            "generate --run x --count -3",
            "invalid value for option '--count': " + WHOLE_INT + "'-3' (gan generate --help)"),
        arguments(
            "generate --run x --nice --keep 0",
            "invalid value for option '--keep': " + SHARE + "'0' (gan generate --help)"),
        arguments(
            "generate --run x --nice --keep 1.5",
            "invalid value for option '--keep': " + SHARE + "'1.5' (gan generate --help)"),
        arguments(
            "generate --run x --nice --keep some",
            "invalid value for option '--keep': " + SHARE + "'some' (gan generate --help)"),
        arguments(
            "generate --run x --keep 0.5",
            "missing required argument(s): --nice (gan generate --help)"),
        arguments(
            "interpolate --run x --out a.gif",
            "missing required argument (specify one of these): (--seeds=N,N... |"
                + " [--from=N --to=N]) (gan interpolate --help)"),
        arguments(
            "interpolate --run x --out a.gif --seeds 1,b",
            "invalid value for option '--seeds': whole numbers with commas between them are"
                + " expected, not '1,b' (gan interpolate --help)"),
        arguments(
            "interpolate --run x --out a.gif --from 1",
            "missing required argument(s): --to=N (gan interpolate --help)"),
        arguments(
            "interpolate --run x --out a.gif --from 1 --to 2 --frames 0",
            "invalid value for option '--frames': " + WHOLE_INT + "'0' (gan interpolate --help)"),
        arguments(
            "animate --run x --fps -1",
            "invalid value for option '--fps': " + WHOLE_INT + "'-1' (gan animate --help)"),
        arguments(
            "bench --model dcgan",
            "there is no model \"dcgan\"; there are: mlp, mlp-wide, quickdraw, dcgan-transposed,"
                + " dcgan-upsampling, dcgan32"),
        arguments(
            "bench --mode TRAIN",
            "invalid value for option '--mode': train or generate is expected, not 'TRAIN' (gan"
                + " bench --help)"),
        arguments(
            "bench --batch-size 0",
            "invalid value for option '--batch-size': " + WHOLE_INT + "'0' (gan bench --help)"),
        arguments(
            "bench --steps -1",
            "invalid value for option '--steps': " + WHOLE_INT + "'-1' (gan bench --help)"),
        arguments(
            "bench --warmup 0",
            "invalid value for option '--warmup': " + WHOLE_INT + "'0' (gan bench --help)"),
        arguments("info --run x y", "unexpected argument 'y' (gan info --help)"));
  }

  @ParameterizedTest
  @MethodSource
  void wrongArguments(String args, String message) {
    Object[] words = args.isEmpty() ? new Object[0] : args.split(" ");

    assertFailure(Result.of(words), 2, message);
  }

  private static void assertFailure(Result result, int exitCode, String message) {
    assertThat(result).isEqualTo(new Result(exitCode, "", "gan: " + message + "\n"));
  }

  @Test
  void aUsedFolderIsRefused(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("something"), "");

    assertFailure(
        Result.of("train", "--out", folder),
        1,
        folder + " is already in use: give another --out, or delete that folder");
  }

  @Test
  void aFileInPlaceOfAFolderIsRefused(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertFailure(
        Result.of("train", "--out", file),
        1,
        file + " is a file, not a folder: give another --out");
  }

  @Test
  void aFolderThatCannotBeMadeIsReported(@TempDir Path folder) throws IOException {
    Path below = Files.writeString(folder.resolve("file"), "").resolve("run");

    assertFailure(
        Result.of("train", "--out", below),
        1,
        "the folder %s cannot be made (java.nio.file.FileSystemException: %s: Not a directory):"
                .formatted(below, below)
            + " give an --out that you may write to");
  }

  @Test
  void dataThatIsNotThereIsReportedAndLeavesNoFolder(@TempDir Path folder) {
    Path out = folder.resolve("run");

    Result result = Result.of("train", "--data", "mnist:" + folder.resolve("no"), "--out", out);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).startsWith("gan: train-images-idx3-ubyte.gz is not in " + folder);
    assertThat(out).doesNotExist();
  }

  @Test
  void aBatchLargerThanTheDataIsReportedAndLeavesNoFolder(@TempDir Path folder) throws IOException {
    Path out = folder.resolve("run");
    Path images = Files.createDirectory(folder.resolve("images"));
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    ImageIO.write(image, "png", images.resolve("only.png").toFile());

    assertFailure(
        Result.of(
            "train",
            "--model",
            "mlp-wide",
            "--data",
            "images:" + images,
            "--batch-size",
            4,
            "--out",
            out),
        2,
        "a batch of 4 is larger than the 1 images there are; use a smaller batch or RANDOM");
    assertThat(out).doesNotExist();
  }

  @Test
  void aBatchThatCannotBeMadeIsReportedAndLeavesNoFolder(@TempDir Path folder) {
    Path out = folder.resolve("run");

    Result result = Result.of("train", "--batch-size", 5_000_000, "--out", out);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err().lines().skip(1)) // after the one that training begins
        .containsExactly(
            "gan: a batch of 5000000 images of 1x28x28 is too large: 2^31 - 9 values at most");
    assertThat(out).doesNotExist();
  }

  @Test
  void aRunThatIsNotThereIsReported(@TempDir Path folder) {
    Path run = folder.resolve("run");

    assertFailure(
        Result.of("generate", "--run", run),
        1,
        "there is no folder " + run + ": gan train makes one");
    assertFailure(
        Result.of("info", folder),
        1,
        folder + " is no run folder (it has no config.json): gan train makes one");
  }

  @Test
  void aDamagedConfigurationIsReported(@TempDir Path run) throws IOException {
    Files.writeString(run.resolve("config.json"), "{\"model\": \"mlp\"}");

    assertFailure(
        Result.of("info", run),
        1,
        run.resolve("config.json")
            + " is damaged (data: Missing creator property 'data' (index 1)): restore the file,"
            + " or train the run again");
  }

  @Test
  void aMissingOrDamagedGeneratorIsReported(@TempDir Path run) throws IOException {
    RunConfigTest.EXAMPLE.write(run.resolve("config.json"));

    assertFailure(
        Result.of("generate", "--run", run),
        1,
        run + " has no generator.zip: the run was ended before it saved one");

    Path generator = Files.writeString(run.resolve("generator.zip"), "no zip");
    Result damaged = Result.of("generate", "--run", run);
    assertThat(damaged.exitCode()).isEqualTo(1);
    assertThat(damaged.err().lines()).hasSize(1);
    assertThat(damaged.err()).startsWith("gan: the network " + generator + " cannot be used (");
  }

  @Test
  void aPictureOfAnotherFormatIsRefused(@TempDir Path run) throws IOException {
    RunConfigTest.EXAMPLE.write(run.resolve("config.json"));

    assertFailure(
        Result.of("generate", "--run", run, "--out", "grid.jpg"),
        2,
        "--out ends in .png for one picture, in .npy for one array, or in / for a folder of pictures,"
            + " which grid.jpg does not");
  }

  @Test
  void aMessageOfSeveralLinesBecomesOne() {
    assertThat(report(new GanException("one\n two"), false)).isEqualTo("gan: one two\n");
  }

  @Test
  void whatNobodyExpectedAsksForDebug() {
    assertThat(report(new IllegalStateException("how?"), false))
        .isEqualTo(
            "gan: unexpected java.lang.IllegalStateException: how?; run again with --debug\n");
  }

  @Test
  void lackOfMemorySaysWhatToDo() {
    assertThat(report(new OutOfMemoryError("Java heap space"), false))
        .isEqualTo(
            "gan: out of memory (Java heap space): use a smaller --batch-size or --count, or give"
                + " Java more, for example GAN_JAVA_OPTS=-Xmx4g\n");
  }

  @Test
  void debugShowsTheStackTrace() {
    assertThat(report(new GanException("so", new IOException("because")), true))
        .startsWith("gan: so\norg.gan4j.GanException: so\n\tat " + FailuresTest.class.getName())
        .contains("Caused by: java.io.IOException: because");
    assertThat(Result.of("info", "nowhere", "--debug").err()).contains("\tat org.gan4j.cli.");
  }

  private static String report(Throwable failure, boolean debug) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        new Failures(new PrintStream(err, true, StandardCharsets.UTF_8), debug).report(failure);
    assertThat(exitCode).isEqualTo(1);
    return err.toString(StandardCharsets.UTF_8);
  }
}
