package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.GanException;
import org.gan4j.cli.option.GivenData;
import org.gan4j.cli.option.GivenRun;
import org.gan4j.run.RunConfigTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gan train --resume}. */
class ResumeTest {
  @TempDir private static Path shared;
  private static Path whole;
  private static Path five; // of whole's steps

  @TempDir private Path folder;

  @BeforeAll
  static void trainWithoutAnEnd() {
    whole = shared.resolve("whole");
    assertThat(train("--steps", 8, "--out", whole).exitCode()).isZero();
    five = shared.resolve("five");
    assertThat(train("--steps", 5, "--out", five).exitCode()).isZero();
  }

  private static Result train(Object... options) {
    List<Object> all =
        new ArrayList<>(List.of("train", "--batch-size", 4, "--log-every", 3, "--sample-every", 4));
    all.addAll(List.of(options));
    return Result.of(all.toArray());
  }

  private Path ended() throws IOException {
    return RunCopy.of(five, folder.resolve("run"));
  }

  private static void assertAsIfItHadNeverEnded(Path run) throws IOException {
    RunLeftovers expected = RunLeftovers.of(whole);
    assertThat(RunLeftovers.of(run).metrics()).isEqualTo(expected.metrics());
    assertThat(RunLeftovers.of(run).files()).isEqualTo(expected.files());
  }

  @Test
  void aRunGoesOnAsIfItHadNeverEnded() throws IOException {
    Path run = ended();

    Result resumed = Result.of("train", "--resume", run, "--steps", 8);

    assertThat(resumed.exitCode()).isZero();
    assertThat(resumed.err())
        .startsWith(
            "from step 5 on: training mlp on digits (60,000 images of 1x28x28): 8 steps of 4, into "
                + run);
    assertAsIfItHadNeverEnded(run);
    assertThat(GivenRun.open(run).config().training().steps()).isEqualTo(8);
  }

  @Test
  void moreStepsAreAddedToThoseMade() throws IOException {
    Path run = ended();

    assertThat(Result.of("train", "--resume", run, "--more", 3).exitCode()).isZero();

    assertAsIfItHadNeverEnded(run);
  }

  @Test
  void theSameOptionsMayBeSaidAgain() throws IOException {
    Path run = ended();

    assertThat(train("--resume", run, "--steps", 8, "--seed", 1).exitCode()).isZero();

    assertAsIfItHadNeverEnded(run);
  }

  @Test
  void aRunThatWasKilledBeforeItSavedBeginsAgain() throws IOException {
    Path run = ended();
    deleteCheckpoints(run, 0);

    assertThat(Result.of("train", "--resume", run, "--steps", 8).exitCode()).isZero();

    assertAsIfItHadNeverEnded(run);
  }

  @Test
  void aDamagedCheckpointIsPassedOverWithAWord() throws IOException {
    Path run = folder.resolve("run");
    train("--steps", 5, "--save-every", 2, "--out", run);
    Path newest = GivenRun.open(run).checkpoints().files().get(2);
    byte[] bytes = Files.readAllBytes(newest);
    bytes[bytes.length / 2] ^= 1;
    Files.write(newest, bytes);

    Result resumed = train("--save-every", 2, "--resume", run, "--steps", 8);

    assertThat(resumed.exitCode()).isZero();
    assertThat(resumed.err()).contains(newest.toString()).contains("from step 4 on");
    assertThat(RunLeftovers.of(run).metrics()).isEqualTo(RunLeftovers.of(whole).metrics());
    assertThat(RunLeftovers.of(run).files()).isEqualTo(RunLeftovers.of(whole).files());
  }

  @Test
  void otherOptionsAreRefusedByName() throws IOException {
    Path run = ended();
    RunLeftovers before = RunLeftovers.of(run);

    Result refused =
        Result.of("train", "--resume", run, "--more", 3, "--learning-rate", 0.1, "--seed", 2);

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err().lines())
        .containsExactly(
            ("gan: the run in %s was started otherwise: training.seed was 1 and would be 2;"
                    + " recipe.generator.learningRate was 2.0E-4 and would be 0.1;"
                    + " recipe.discriminator.learningRate was 2.0E-4 and would be 0.1; leave such"
                    + " options out and restore the data to go on as if it had never ended, or add"
                    + " --allow-changes")
                .formatted(run));
    assertThat(RunLeftovers.of(run)).isEqualTo(before);
  }

  @Test
  void theSameDataAtAnotherPlaceAreNoChange() throws IOException {
    Path npy = folder.resolve("cat.npy");
    write(npy, (byte) 7);
    Path run = folder.resolve("run");
    train("--model", "quickdraw", "--data", "quickdraw:" + npy, "--steps", 1, "--out", run);
    Path moved = Files.move(npy, folder.resolve("a, moved.npy"));

    assertThat(Result.of("train", "--resume", run, "--more", 1).err()).contains("cat.npy");
    Result resumed = Result.of("train", "--resume", run, "--more", 1, "--data", "npy:" + moved);
    assertThat(resumed.err()).doesNotContain("gan: ");
    assertThat(resumed.exitCode()).isZero();
    assertThat(GivenRun.open(run).config().data()).isEqualTo("npy:" + moved);
    assertThat(Result.of("train", "--resume", run, "--more", 1).exitCode()).isZero();
    Files.delete(moved);
    Result drawn = Result.of("generate", "--run", run, "--out", folder.resolve("x.npy"));
    assertThat(drawn.exitCode()).as(drawn.err()).isZero();
    assertThat(GivenData.parse(folder.resolve("x.npy").toString()).open().shape())
        .isEqualTo(GivenRun.open(run).config().images().shape());
  }

  @Test
  void otherDataOfTheSameSizeAreRefused() throws IOException {
    Path npy = folder.resolve("cat.npy");
    write(npy, (byte) 7);
    Path run = folder.resolve("run");
    Object[] options = {
      "--model", "quickdraw", "--data", "quickdraw:" + npy, "--steps", 2, "--out", run
    };
    assertThat(train(options).err()).doesNotContain("gan: ");
    String before = GivenRun.open(run).config().fingerprint().checksum();
    write(npy, (byte) 8);

    Result refused = Result.of("train", "--resume", run, "--more", 3);

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .startsWith(
            "gan: the run in %s was started otherwise: fingerprint.checksum was \"%s\" and would be"
                .formatted(run, before))
        .hasLineCount(1);
  }

  private static void write(Path npy, byte pixel) throws IOException {
    byte[] header = new byte[128];
    Arrays.fill(header, (byte) ' ');
    byte[] text =
        "\u0093NUMPY\1\0\166\0{'descr': '|u1', 'fortran_order': False, 'shape': (8, 784), }"
            .getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(text, 0, header, 0, text.length);
    header[127] = '\n';
    byte[] pixels = new byte[8 * 784];
    Arrays.fill(pixels, pixel);
    Files.write(npy, Bytes.concat(header, pixels));
  }

  @Test
  void otherOptionsMayBeAllowed() throws IOException {
    Path run = ended();

    Result allowed =
        Result.of(
            "train", "--resume", run, "--allow-changes", "--more", 3, "--learning-rate", 0.001);

    assertThat(allowed.err()).contains("from step 5 on");
    assertThat(allowed.exitCode()).isZero();
    assertThat(GivenRun.open(run).config().recipe().orElseThrow().toJson()).contains("0.001");
    assertThat(rate(run)).isEqualTo(0.001);
  }

  @Test
  void anAllowedChangeIsSavedBeforeTheNextStep() throws IOException {
    Path run = ended();
    Object[] options = {"train", "--resume", run, "--allow-changes", "--learning-rate", 0.001};
    Result.of(Stream.concat(Stream.of(options), Stream.of("--steps", 6)).toArray());

    assertThat(Result.of("train", "--resume", run, "--more", 1).exitCode()).isZero();

    assertThat(rate(run)).isEqualTo(0.001);
  }

  private static double rate(Path run) {
    Model generator =
        GivenRun.open(run).checkpoints().newest(message -> {}).orElseThrow().generator();
    return ((MultiLayerNetwork) generator).getLearningRate(0);
  }

  @Test
  void imagesThatAreNoSquaresStayAsTheyAre() throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    for (int i = 0; i < 4; i++) {
      ImageIO.write(
          new BufferedImage(12, 8, BufferedImage.TYPE_BYTE_GRAY),
          "png",
          pictures.resolve(i + ".png").toFile());
    }
    Path run = folder.resolve("run");
    train("--data", "images:" + pictures, "--steps", 1, "--out", run);

    Result resumed = Result.of("train", "--resume", run, "--more", 1);

    assertThat(resumed.err()).contains("from step 1 on", "images of 1x8x12");
    assertThat(resumed.exitCode()).isZero();
  }

  @Test
  void whoComesSecondToANewFolderTakesNothingAway() {
    Path run = folder.resolve("run");
    NewRun first = NewRun.in(run);
    first.begin(
        RunConfigTest.EXAMPLE,
        () -> 1,
        () -> {
          assertThatThrownBy(() -> first.begin(RunConfigTest.EXAMPLE, () -> 1, () -> {}))
              .isInstanceOf(GanException.class)
              .hasMessageStartingWith("another process trains in ");
          assertThat(GivenRun.open(run).config()).isEqualTo(RunConfigTest.EXAMPLE);
        });
  }

  @Test
  void anotherModelIsRefusedAndNothingIsChanged() throws IOException {
    Path run = ended();
    RunLeftovers before = RunLeftovers.of(run);

    Result refused =
        Result.of("train", "--resume", run, "--allow-changes", "--model", "mlp-wide", "--more", 3);

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("is of another trainer: in the discriminator, ");
    assertThat(RunLeftovers.of(run)).isEqualTo(before);
    assertThat(GivenRun.open(run).config().model()).isEqualTo("mlp");
  }

  @Test
  void aRunThatHasMadeItsStepsSaysSo() throws IOException {
    Path run = ended();

    Result done = Result.of("train", "--resume", run);

    assertThat(done.exitCode()).isEqualTo(1);
    assertThat(done.err())
        .isEqualTo(
            "gan: the run in %s has made 5 steps, and is to make 5 in all: give --more N, or more --steps%n"
                .formatted(run));
  }

  @Test
  void oneProcessAloneTrainsInAFolder() throws IOException {
    Path run = ended();

    GivenRun.open(run)
        .locked(
            () -> {
              Result second = Result.of("train", "--resume", run, "--more", 3);
              assertThat(second.exitCode()).isEqualTo(1);
              assertThat(second.err())
                  .isEqualTo(
                      "gan: another process trains in %s: wait until it ends, or stop it%n"
                          .formatted(run));
            });
  }

  @Test
  void moreNeedsARunThatIsThere() {
    Result more = Result.of("train", "--more", 3, "--out", folder.resolve("new"));

    assertThat(more.exitCode()).isEqualTo(2);
    assertThat(more.err()).contains("--more 3 goes on with a run that is there").hasLineCount(1);
    assertThat(folder).isEmptyDirectory();
  }

  private static void deleteCheckpoints(Path run, int kept) throws IOException {
    try (Stream<Path> files = Files.list(run.resolve("checkpoints"))) {
      for (Path file : files.sorted().skip(kept).toList()) {
        Files.delete(file);
      }
    }
  }
}
