package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.deeplearning4j.util.ModelSerializer;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.cli.option.GivenRun;
import org.gan4j.draw.TrainedGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The moving average of the generator, from {@code gan train} to the commands that draw. */
class AverageTest {
  private static final int STEPS = 3;

  @TempDir private static Path temporary;
  private static Path averaged;
  private static Path plain;

  @TempDir private Path folder;

  @BeforeAll
  static void train() {
    averaged = temporary.resolve("averaged");
    plain = temporary.resolve("plain");
    assertThat(train("--average-half-life", 9, "--out", averaged).exitCode()).isZero();
    assertThat(train("--average-half-life", 0, "--out", plain).exitCode()).isZero();
  }

  private static Result train(Object... more) {
    Object[] begin = {"train", "--steps", STEPS, "--batch-size", 8};
    return Result.of(Stream.of(begin, more).flatMap(Stream::of).toArray());
  }

  private static Checkpoint checkpoint(Path run) {
    return GivenRun.open(run).checkpoints().newest(message -> {}).orElseThrow();
  }

  @Test
  void averageIsKeptBesideAGeneratorThatIsTrainedAsWithout() {
    INDArray raw = checkpoint(plain).generator().params();

    assertThat(checkpoint(averaged).generator().params()).isEqualTo(raw);
    assertThat(checkpoint(averaged).averagedGenerator())
        .hasValueSatisfying(network -> assertThat(network.params()).isNotEqualTo(raw));
    assertThat(checkpoint(plain).averagedGenerator()).isEmpty();
  }

  @Test
  void commandsDrawWithTheAverageUnlessAskedForTheRawGenerator() throws IOException {
    for (String command : new String[] {"generate", "interpolate --seeds 1,2"}) {
      byte[] usual = drawn(command, averaged, Averages.said(STEPS));
      byte[] raw = drawn(command + " --raw", averaged, "");

      assertThat(raw).isNotEqualTo(usual).isEqualTo(drawn(command, plain, ""));
      assertThat(drawn(command + " --raw", plain, "")).isEqualTo(raw);
    }
  }

  private byte[] drawn(String command, Path run, String said) throws IOException {
    Path out = folder.resolve("drawn.png");
    Stream<Object> options = Stream.of("--run", run, "--out", out, "--overwrite");
    Object[] all = Stream.concat(Stream.of(command.split(" ")), options).toArray();
    assertThat(Result.of(all)).isEqualTo(new Result(0, out + "\n", said));
    return Files.readAllBytes(out);
  }

  @Test
  void exportShipsTheAverageUnlessAskedForTheRawGenerator() throws IOException {
    Path usual = folder.resolve("usual.gan");
    Path raw = folder.resolve("raw.gan");
    Path zip = folder.resolve("raw.zip");

    assertThat(Result.of("export", "--run", averaged, "--out", usual).err())
        .isEqualTo(Averages.said(STEPS));
    assertThat(Result.of("export", "--run", averaged, "--raw", "--out", raw).err()).isEmpty();
    assertThat(Result.of("export", "--run", averaged, "--raw", "--out", zip).err()).isEmpty();

    Checkpoint checkpoint = checkpoint(averaged);
    assertThat(TrainedGenerator.load(usual).generator().weights().parameters())
        .isEqualTo(checkpoint.averagedGenerator().orElseThrow().params());
    assertThat(TrainedGenerator.load(raw).generator().weights().parameters())
        .isEqualTo(checkpoint.generator().params());
    assertThat(ModelSerializer.restoreMultiLayerNetwork(zip.toFile()).params())
        .isEqualTo(checkpoint.generator().params());
    assertThat(Result.of("generate", "--run", usual, "--raw").err())
        .isEqualTo(
            "gan: %s holds one generator: leave --raw out, or give it to gan export\n"
                .formatted(usual));
  }

  @Test
  void infoTellsOfIt() {
    assertThat(Result.of("info", averaged).out())
        .containsPattern("(?m)^average +of the generator, half-life 9 images$");
    assertThat(Result.of("info", plain).out()).containsPattern("(?m)^average +none$");
    assertThat(Result.of("info", checkpoint(averaged).file()).out())
        .containsPattern("(?m)^average +1,493,520 parameters$");
    assertThat(Result.of("info", checkpoint(plain).file()).out())
        .containsPattern("(?m)^average +none$");
  }

  @Test
  void aRunGoesOnWithItsHalfLife() throws IOException {
    Path run = folder.resolve("run");
    Path whole = folder.resolve("whole");
    train("--average-half-life", 9, "--out", run);
    Object[] all = {"--average-half-life", 9, "--steps", 6, "--batch-size", 8, "--out", whole};
    Result.of(Stream.concat(Stream.of("train"), Stream.of(all)).toArray());

    assertThat(Result.of("train", "--resume", run, "--more", 3).exitCode()).isZero();

    assertThat(GivenRun.open(run).config().averageHalfLife()).isEqualTo(9);
    assertThat(checkpoint(run).averagedGenerator().orElseThrow().params())
        .isEqualTo(checkpoint(whole).averagedGenerator().orElseThrow().params());
  }

  @Test
  void anotherHalfLifeIsAChange() {
    Path run = folder.resolve("run");
    train("--average-half-life", 0, "--out", run);

    Result refused = Result.of("train", "--resume", run, "--average-half-life", 5, "--more", 1);

    assertThat(refused.err()).contains("averageHalfLife was 0 and would be 5");
    Result allowed =
        Result.of(
            "train", "--resume", run, "--allow-changes", "--average-half-life", 5, "--more", 1);
    assertThat(allowed.exitCode()).isZero();
    assertThat(checkpoint(run).averagedGenerator()).isPresent();
  }

  @Test
  void aRunOfBeforeThereWereAveragesGoesOnWithoutOne() throws IOException {
    Path run = folder.resolve("run");
    train("--average-half-life", 0, "--out", run);
    Path config = run.resolve("config.json");
    String text = Files.readString(config);
    assertThat(text).contains("  \"averageHalfLife\" : 0,\n");
    Files.writeString(config, text.replace("  \"averageHalfLife\" : 0,\n", ""));

    assertThat(Result.of("train", "--resume", run, "--more", 1).exitCode()).isZero();

    assertThat(checkpoint(run).averagedGenerator()).isEmpty();
    assertThat(GivenRun.open(run).config().averageHalfLife()).isZero();
  }

  @Test
  void aHalfLifeThatIsNoneIsRefused() {
    Result result = train("--average-half-life", -1, "--out", folder.resolve("run"));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .contains("a whole number from 0 to 9223372036854775807 is expected, not '-1'");
  }
}
