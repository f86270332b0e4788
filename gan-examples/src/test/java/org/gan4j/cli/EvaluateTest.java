package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.checkpoint.Checkpoints;
import org.gan4j.draw.TrainedGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Measures in training and after it, on the digits that the program draws. */
class EvaluateTest {
  @TempDir private static Path folder;
  private static Path run;

  @BeforeAll
  static void train() {
    run = folder.resolve("run");
    Result result =
        Result.of(
            "train",
            "--steps",
            "6",
            "--batch-size",
            "8",
            "--evaluate-every",
            "3",
            "--out",
            run.toString());
    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  private static List<JsonNode> measures() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("measures.jsonl"))) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  @Test
  void trainingLogsMeasuresAndKeepsTheBestCheckpoint() throws IOException {
    List<JsonNode> lines = measures();
    assertThat(lines).extracting(line -> line.path("step").asLong()).containsExactly(3L, 6L);
    double best = lines.stream().mapToDouble(EvaluateTest::ofTheAverage).min().orElseThrow();
    Checkpoint checkpoint = Checkpoints.in(run.resolve("checkpoints")).best().orElseThrow();
    assertThat(checkpoint.score().orElseThrow()).isEqualTo(best);
    assertThat(lines)
        .filteredOn(line -> line.path("step").asLong() == checkpoint.step())
        .extracting(EvaluateTest::ofTheAverage)
        .containsExactly(best);
    assertThat(lines.get(1).path("frechet").asDouble()).isNotEqualTo(ofTheAverage(lines.get(1)));
  }

  private static double ofTheAverage(JsonNode line) {
    assertThat(line.path("averaged").path("frechet").isDouble()).isTrue();
    return line.path("averaged").path("frechet").asDouble();
  }

  @Test
  void bestCheckpointIsDrawnFromWhereThatIsAskedFor() {
    long best = Checkpoints.in(run.resolve("checkpoints")).best().orElseThrow().step();
    Result evaluated =
        Result.of("evaluate", "--run", run, "--best", "--images", "100", "--seeds", "1");
    assertThat(evaluated.out()).as(evaluated.err()).contains(", step %d,".formatted(best));
    Path file = folder.resolve("best.gan");
    assertThat(Result.of("export", "--run", run, "--best", "--out", file).exitCode()).isZero();
    assertThat(TrainedGenerator.load(file).provenance().orElseThrow().steps()).isEqualTo(best);
  }

  @Test
  void runWithoutMeasuresHasNoBestCheckpoint() {
    Path brief = folder.resolve("short");
    assertThat(Result.of("train", "--steps", 1, "--batch-size", 8, "--out", brief).exitCode())
        .isZero();
    Result result = Result.of("generate", "--run", brief, "--best");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("has no best checkpoint, as its generator was never measured: leave out --best");
  }

  @Test
  void tableHasTheGeneratorAndImagesOfKnownFaults() {
    Result result =
        Result.of("evaluate", "--run", run.toString(), "--images", "200", "--seeds", "1,2");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("by digits-1 (version ", "seeds 1, 2", "Fréchet", " ± ", "generated")
        .containsPattern("real test images +200 ")
        .contains("one class of them", "blurred by 1 pixel", "noise of 32 / 255")
        .containsPattern("The Fréchet distance of the first row is [0-9.]+ times");
  }

  @Test
  void jsonSaysTheSameAndFaultsAreRankedAsTheyShould() throws IOException {
    Result result =
        Result.of("evaluate", "--run", run.toString(), "--images", "300", "--seeds", "3", "--json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode json = new ObjectMapper().readTree(result.out());
    assertThat(json.path("extractor").asText()).isEqualTo("digits-1");
    assertThat(json.path("step").asLong()).isEqualTo(6);
    assertThat(json.path("realImages").asInt()).isEqualTo(300);
    JsonNode rows = json.path("measures");
    double floor = frechet(rows, "real test images");
    assertThat(frechet(rows, "noise of 32 / 255")).isGreaterThan(1.1 * floor);
    assertThat(frechet(rows, "one class of them")).isGreaterThan(10 * floor);
    assertThat(frechet(rows, "generated")).isGreaterThan(10 * floor); // after six steps
    assertThat(rows.path("real test images").path("classesCovered").path("mean").asDouble())
        .isEqualTo(10);
    assertThat(rows.path("one class of them").path("coverage").path("mean").asDouble())
        .isCloseTo(0.1, within(0.1));
  }

  private static double frechet(JsonNode rows, String name) {
    assertThat(StreamSupport.stream(((Iterable<String>) rows::fieldNames).spliterator(), false))
        .contains(name);
    return rows.path(name).path("frechet").path("mean").asDouble();
  }

  @Test
  void imagesOfAnotherProgramAreMeasuredToo() throws IOException {
    Path npy = folder.resolve("drawn.npy");
    Result drawn =
        Result.of("generate", "--run", run, "--count", "300", "--seed", "9", "--out", npy);
    assertThat(drawn.exitCode()).as(drawn.err()).isZero();
    String others = "quickdraw:" + npy;
    Result result =
        Result.of(
            "evaluate",
            "--run",
            run,
            "--images",
            "300",
            "--seeds",
            "1",
            "--also",
            others,
            "--json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode rows = new ObjectMapper().readTree(result.out()).path("measures");
    assertThat(frechet(rows, others))
        .isCloseTo(frechet(rows, "generated"), withinPercentage(10))
        .isGreaterThan(2 * frechet(rows, "real test images"));
  }

  @Test
  void nearestImagesAreDrawnAndPixelsAreAnExtractor() throws IOException {
    Path png = folder.resolve("nearest.png");
    Result result =
        Result.of(
            "evaluate",
            "--run",
            run.toString(),
            "--images",
            "100",
            "--seeds",
            "1",
            "--classifier",
            "pixels",
            "--nice",
            "--nearest",
            png.toString());
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("by pixels-7x7", "generated, best 5 %", "generated, accepted 25 %")
        .doesNotContain("classes");
    assertThat(result.err()).contains("mean distance");
    assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(8 * 56 + 7 * 2);
  }

  @Test
  void wrongArgumentsAreOneLine() {
    Result few = Result.of("evaluate", "--run", run, "--images", "20");
    assertThat(few.exitCode()).isEqualTo(2);
    assertThat(few.err())
        .contains("20 images are too few to measure by: give at least 100 (--images, --data)");
    Result measure = Result.of("train", "--best-by", "beauty", "--out", folder.resolve("new"));
    assertThat(measure.exitCode()).isEqualTo(2);
    assertThat(measure.err())
        .contains("there is no measure \"beauty\"; there are: classDivergence,");
    Result file = Result.of("evaluate", "--run", run, "--classifier", "gone.classifier");
    assertThat(file.exitCode()).isEqualTo(1);
    assertThat(file.err()).contains("there is no file gone.classifier");
  }
}
