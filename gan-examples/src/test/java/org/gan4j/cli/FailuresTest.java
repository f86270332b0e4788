package org.gan4j.cli;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
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
import org.gan4j.models.MlpGan;
import org.gan4j.run.ConfigFile;
import org.gan4j.run.DataKind;
import org.gan4j.run.RunConfigTest;
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
  private static final String MODELS =
      "mlp, mlp-wide, quickdraw, dcgan-transposed, dcgan-upsampling, dcgan32, dcgan,"
          + " narrow, narrow-labels, narrow-clusters, sngan, wgan-gp, cgan, acgan, infogan";

  static Stream<Arguments> wrongArguments() {
    return Stream.of(
        arguments(
            "",
            "no command given: train, generate, interpolate, animate, export, augment, train-classifier, evaluate, models, info,"
                + " report, compare, bench (gan --help)"),
        arguments(
            "trian",
            "unknown command 'trian'; did you mean train or animate or train-classifier? (gan --help)"),
        arguments(
            "train --stpes 4",
            "unknown option '--stpes'; did you mean --steps? (gan train --help)"),
        arguments("models mlp dcgan", "unexpected argument 'dcgan' (gan models --help)"),
        arguments("models --json", "--json prints the recipe of one model: name it"),
        arguments(
            "models dcgna",
            "there is no model \"dcgna\"; there are: " + MODELS + "; did you mean dcgan?"),
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
            "there is no model \"dcgna\"; there are: " + MODELS + "; did you mean dcgan?"),
        arguments(
            "train --model dcgan32 --image-size 30",
            "the model dcgan32 does not fit images of 1x30x30: it needs a height and a width that"
                + " are multiples of 8 and at least 8; use an --image-size that it has networks"
                + " for, or one of these models: mlp, mlp-wide, quickdraw"),
        arguments(
            "train --model dcgan --image-size 48",
            "the model dcgan does not fit images of 1x48x48: it needs a height and a width that are"
                + " the same power of two from 16 to 256; use an --image-size that it has networks"
                + " for, or one of these models: mlp, mlp-wide, quickdraw, dcgan-transposed,"
                + " dcgan-upsampling, dcgan32, narrow, narrow-clusters, sngan, wgan-gp, infogan"),
        arguments(
            "train --image-size 16",
            "images of 28 x 28 pixels cannot be padded to 16 x 16; choose a size that is not"
                + " smaller"),
        arguments(
            "train --image-size -32",
            "invalid value for option '--image-size': " + WHOLE_INT + "'-32' (gan train --help)"),
        arguments("train --data cats", "there is no data \"cats\"; there are: " + DataKind.list()),
        arguments(
            "train --model mlp-wide --batch-size 33",
            "a batch of 33 cannot be halved into real and generated images: use an even batch"
                + " size"),
        arguments(
            "train --learning-rate 0",
            "invalid value for option '--learning-rate': a number above 0 is expected, not '0' (gan"
                + " train --help)"),
        arguments(
            "train --learning-rate -1e-3",
            "invalid value for option '--learning-rate': a number above 0 is expected, not '-1e-3'"
                + " (gan train --help)"),
        arguments(
            "train --learning-rate Infinity",
            "invalid value for option '--learning-rate': a number above 0 is expected, not"
                + " 'Infinity' (gan train --help)"),
        arguments(
            "train --beta1 1",
            "invalid value for option '--beta1': a number from 0 to below 1 is expected, not '1'"
                + " (gan train --help)"),
        arguments(
            "train --beta1 0.5 --model dcgan-upsampling",
            "the optimiser nesterovs has no beta1; it has: learningRate, decay, momentum"),
        arguments(
            "train --latent 0",
            "invalid value for option '--latent': " + WHOLE_INT + "'0' (gan train --help)"),
        arguments(
            "train --latent-kind gaussian",
            "invalid value for option '--latent-kind': one of normal, uniform, unit is expected,"
                + " not 'gaussian' (gan train --help)"),
        arguments(
            "train --loss bce",
            "there is no loss \"bce\"; there are: non-saturating, minimax, least-squares,"
                + " wasserstein, hinge, relativistic, relativistic-average,"
                + " relativistic-average-least-squares, relativistic-hinge"),
        arguments(
            "train --label-smoothing 0.9",
            "invalid value for option '--label-smoothing': a number from 0 to below 0.5 is"
                + " expected, not '0.9' (gan train --help)"),
        arguments(
            "train --label-noise -0.1",
            "invalid value for option '--label-noise': a number from 0 to below 0.5 is expected,"
                + " not '-0.1' (gan train --help)"),
        arguments(
            "train --batching IN_ORDER",
            "invalid value for option '--batching': one of random, shuffled, in-order is expected,"
                + " not 'IN_ORDER'; did you mean in-order? (gan train --help)"),
        arguments(
            "train --update-scheme both",
            "invalid value for option '--update-scheme': one of separate, combined, halves, joint,"
                + " simultaneous is expected, not 'both' (gan train --help)"),
        arguments(
            "train --d-steps 0",
            "invalid value for option '--d-steps': " + WHOLE_INT + "'0' (gan train --help)"),
        arguments(
            "train --g-steps -2",
            "invalid value for option '--g-steps': " + WHOLE_INT + "'-2' (gan train --help)"),
        arguments(
            "train --d-steps 5 --model dcgan32",
            "simultaneous updates are one of each player a step, not 5 of the discriminator and 1"
                + " of the generator: use another update scheme"),
        arguments(
            "train --loss relativistic",
            "a relativistic loss judges real and generated images by one another, and separate"
                + " updates have one kind each: first use another update scheme, such as joint"),
        arguments(
            "train --loss relativistic --update-scheme joint --label-smoothing 0.1",
            "a loss that judges real and generated images by one another has no labels, and so no"
                + " label smoothing: use none, or another loss"),
        arguments(
            "train --samples 0",
            "invalid value for option '--samples': " + WHOLE_INT + "'0' (gan train --help)"),
        arguments(
            "train --sample-every 0",
            "invalid value for option '--sample-every': an interval has at least one step or"
                + " epoch, not 0 (gan train --help)"),
        arguments(
            "train --save-every -5",
            "invalid value for option '--save-every': an interval such as 100, \"100 steps\" or"
                + " \"1 epoch\" is expected, not \"-5\" (gan train --help)"),
        arguments("generate", "missing required option: '--run=PATH' (gan generate --help)"),
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
            "bench --model gan",
            "there is no model \"gan\"; there are: " + MODELS + "; did you mean cgan?"),
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
        "2 real images in a batch are more than the 1 there are; use a smaller batch, or random"
            + " batches");
    assertThat(out).doesNotExist();
  }

  @Test
  void aGridOfTooManySamplesIsReportedAndLeavesNoFolder(@TempDir Path folder) {
    Path out = folder.resolve("run");

    assertFailure(
        Result.of("train", "--image-size", 32, "--samples", 8193, "--out", out),
        2,
        "8193 images of 1x32x32 are too many for one picture, which holds 8192 of them: use fewer"
            + " --samples");
    assertThat(out).doesNotExist();
  }

  @Test
  void aBatchThatCannotBeMadeIsReportedAndLeavesNoFolder(@TempDir Path folder) {
    Path out = folder.resolve("run");

    Result result = Result.of("train", "--batch-size", 5_000_000, "--out", out);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err().lines().filter(line -> line.startsWith("gan: ")))
        .singleElement(as(STRING)) // by the memory of most machines, or by what an array can hold
        .contains("5000000", "1x28x28");
    assertThat(out).doesNotExist();
  }

  @Test
  void aRecipeThatIsNotThereOrWrongIsReported(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("recipe.json");

    assertFailure(
        Result.of("train", "--recipe", file),
        1,
        "there is no recipe %s: gan models NAME --json writes one, and the model has annealed"
            .formatted(file));

    Files.writeString(file, MlpGan.model().recipe().toJson().replace("\"beta1\"", "\"beta\""));
    assertFailure(
        Result.of("train", "--recipe", file),
        1,
        "the recipe %s cannot be used: generator.beta1 is missing: a number is expected"
            .formatted(file));
  }

  @Test
  void aRunThatIsNotThereIsReported(@TempDir Path folder) {
    Path run = folder.resolve("run");

    assertFailure(
        Result.of("generate", "--run", run),
        1,
        "there is no folder " + run + ": gan train makes one");
    assertFailure(
        Result.of("info", "--run", folder),
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
  void aRunWithoutAWholeCheckpointIsReported(@TempDir Path run) throws IOException {
    ConfigFile.write(RunConfigTest.EXAMPLE, run.resolve("config.json"));
    String none =
        "%s has no whole checkpoint: the run was ended before it saved one; go on with it by gan train --resume %s"
            .formatted(run, run);

    assertFailure(Result.of("generate", "--run", run), 1, none);

    Path folder = Files.createDirectory(run.resolve("checkpoints"));
    Path damaged = Files.writeString(folder.resolve("00000500.ckpt"), "no zip");
    Result result = Result.of("generate", "--run", run);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err().lines())
        .hasSize(2)
        .first()
        .asString()
        .contains(damaged.toString(), "no whole zip archive");
    assertThat(result.err().lines()).last().isEqualTo("gan: " + none);
  }

  @Test
  void aPictureOfAnotherFormatIsRefused(@TempDir Path run) throws IOException {
    ConfigFile.write(RunConfigTest.EXAMPLE, run.resolve("config.json"));

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
  void lackOfMemorySaysWhichAndWhatToDo() {
    assertThat(report(new OutOfMemoryError("Java heap space"), false))
        .isEqualTo(
            "gan: out of memory (Java heap space): Java's heap is full at %,d MB: give it more, for"
                    .formatted(Runtime.getRuntime().maxMemory() >> 20)
                + " example GAN_JAVA_OPTS=-Xmx4g, or use a smaller --batch-size, --count, --frames or"
                + " --samples, whichever this command has\n");
  }

  @Test
  void nativesThatCannotBeLoadedAreOneLineThatSaysWhatToDo() {
    assertThat(
            report(
                new ExceptionInInitializerError(
                    new UnsatisfiedLinkError("/x.so: failed to map segment from shared object")),
                false))
        .isEqualTo(
            "gan: the natives cannot be loaded (java.lang.UnsatisfiedLinkError: /x.so: failed to map"
                + " segment from shared object): the folder that they are unpacked to cannot be used;"
                + " give another one: GAN_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=DIR, with 500 MB"
                + " free and not mounted by noexec\n");
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
