package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gan4j.ImageShape;
import org.gan4j.LatentSpace;
import org.gan4j.Latents;
import org.gan4j.ValueRange;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.cli.option.GivenRun;
import org.gan4j.models.Interval;
import org.gan4j.models.MlpGan;
import org.gan4j.models.Recipe;
import org.gan4j.models.Snapshots;
import org.gan4j.run.PictureReading;
import org.gan4j.run.RunConfig;
import org.gan4j.run.RunLatents;
import org.gan4j.run.Versions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** What {@code gan train} leaves behind, and what the other commands make of it. */
class TrainedRunTest {
  private static final int STEPS = 5;

  @TempDir private static Path temporary;
  private static Path run;
  private static Result result;

  @BeforeAll
  static void train() {
    run = temporary.resolve("deep").resolve("run");
    result = train(run, 1);
  }

  private static Result train(Path out, long seed) {
    return Result.of(
        "train",
        "--steps",
        STEPS,
        "--batch-size",
        8,
        "--seed",
        seed,
        "--log-every",
        2,
        "--sample-every",
        4,
        "--out",
        out);
  }

  @Test
  void trainSaysWhatItDoesAndWhereTheResultsAre() {
    assertThat(result.exitCode()).isZero();
    assertThat(result.err())
        .startsWith("training mlp on digits (60,000 images of 1x28x28): 5 steps of 8, into " + run)
        .containsPattern(
            "step 5/5  d_loss \\d\\.\\d{3}  g_loss \\d\\.\\d{3}  D\\(x\\) \\d\\.\\d\\d "
                + " D\\(G\\(z\\)\\) \\d\\.\\d\\d  \\d+ images/s  in \\d+s\\R")
        .containsPattern(
            "saving took \\d+\\.\\d s of this run \\(1 times\\), \\d+\\.\\d\\d % of the time\\R$");
    assertThat(result.out().lines().map(line -> line.replaceFirst("^.*  ", "")))
        .containsExactly(
            run.resolve("checkpoints").resolve("00000005.ckpt").toString(),
            run.resolve("metrics.jsonl").toString(),
            run.resolve("samples").resolve("000005.png").toString(),
            run.resolve("report.html").toString());
  }

  @Test
  void theFolderHoldsTheRunAndNothingElse() throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      assertThat(files.filter(Files::isRegularFile).map(run::relativize).map(Path::toString))
          .filteredOn(file -> !file.startsWith("generated"))
          .containsExactlyInAnyOrder(
              "config.json",
              "machine.json",
              "metrics.jsonl",
              "report.html",
              "run.lock",
              Path.of("checkpoints", "00000005.ckpt").toString(),
              Path.of("samples", "000004.png").toString(),
              Path.of("samples", "000005.png").toString());
    }
  }

  @Test
  void metricsAreJsonAtEachIntervalAndAfterTheLastStep() throws IOException {
    List<Long> steps = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
      JsonNode metrics = new ObjectMapper().readTree(line);
      steps.add(metrics.get("step").asLong());
      assertThat(metrics.get("images").asLong()).isEqualTo(8 * metrics.get("step").asLong());
      assertThat(metrics.get("d_loss").asDouble()).isPositive().isFinite();
    }
    assertThat(steps).containsExactly(2L, 4L, 5L);
  }

  @Test
  void samplesAreGridsOf64() throws IOException {
    var picture = ImageIO.read(run.resolve("samples").resolve("000004.png").toFile());

    int side = 8 * 28 * 2 + 7 * 2; // images of doubled size, gaps of 2
    assertThat(List.of(picture.getWidth(), picture.getHeight())).containsExactly(side, side);
  }

  @Test
  void configTellsWhatWasTrained() {
    RunConfig config = GivenRun.open(run).config();
    Recipe usual = MlpGan.model().recipe();
    Recipe recipe =
        usual
            .withSettings(usual.settings().withBatchSize(8))
            .withSnapshots(new Snapshots(64, Interval.steps(4), Interval.steps(500)));

    assertThat(config)
        .usingRecursiveComparison()
        .ignoringFields("created")
        .isEqualTo(
            new RunConfig(
                "mlp",
                "digits",
                Path.of("").toAbsolutePath().toString(),
                PictureReading.AS_STORED,
                new RunConfig.Training(STEPS, 8, 1),
                new RunConfig.Intervals(4, 2, 500),
                new RunConfig.Evaluations(1000, "frechet"),
                new RunConfig.Images(ImageShape.gray(28, 28), ValueRange.SIGNED),
                config.fingerprint(),
                RunLatents.of(LatentSpace.of(Latents.NORMAL, 100)),
                List.of(),
                Optional.of(recipe),
                10_000,
                Versions.present(),
                config.created(),
                "gan train --steps 5 --batch-size 8 --seed 1 --log-every 2 --sample-every 4 --out "
                    + run));
    assertThat(Duration.between(config.created(), Instant.now()))
        .isBetween(Duration.ofSeconds(-1), Duration.ofMinutes(30));
  }

  @Test
  void theSameSeedTrainsTheSameNetworksAndAnotherSeedOthers() {
    Path again = temporary.resolve("again");
    Path other = temporary.resolve("other");
    train(again, 1);
    train(other, 2);

    assertThat(parameters(again)).isEqualTo(parameters(run));
    assertThat(parameters(other)).doesNotContainAnyElementsOf(parameters(run));
  }

  private static List<INDArray> parameters(Path run) {
    Checkpoint checkpoint = GivenRun.open(run).checkpoints().newest(message -> {}).orElseThrow();
    return List.of(checkpoint.generator().params(), checkpoint.discriminator().params());
  }

  @Test
  void generateDrawsTheSamePictureFromTheSameSeedAndAnotherFromAnother() throws IOException {
    byte[] first = generate(7);

    assertThat(generate(7)).isEqualTo(first);
    assertThat(generate(8)).isNotEqualTo(first);
  }

  private static byte[] generate(long seed) throws IOException {
    Path png = temporary.resolve("new").resolve("grid.png");
    Result generated =
        Result.of(
            "generate", "--run", run, "--count", 10, "--seed", seed, "--overwrite", "--out", png);
    assertThat(generated)
        .isEqualTo(new Result(0, png + System.lineSeparator(), Averages.said(STEPS)));
    var picture = ImageIO.read(png.toFile());
    assertThat(picture.getWidth()).isEqualTo(4 * 56 + 3 * 2);
    assertThat(picture.getHeight()).isEqualTo(3 * 56 + 2 * 2);
    return Files.readAllBytes(png);
  }

  @Test
  void generatePutsThePictureIntoTheRunFolderUnlessTold() {
    Result generated = Result.of("generate", "--run", run, "--count", 300, "--seed", -3);

    assertThat(generated.err()).isEqualTo(Averages.said(STEPS));
    assertThat(run.resolve("generated--3.png")).isNotEmptyFile();
  }

  @Test
  void infoTellsAboutARun() {
    Result info = Result.of("info", "--run", run);

    assertThat(info.exitCode()).isZero();
    assertThat(info.out())
        .containsPattern("(?m)^command +gan train --steps 5")
        .containsPattern("(?m)^data +digits, images of 1x28x28$")
        .containsPattern("(?m)^last metrics +step 5  images 40  d_loss \\d\\.\\d{3}  d_real");
    assertThat(Result.of("info", run)).isEqualTo(info);
  }
}
