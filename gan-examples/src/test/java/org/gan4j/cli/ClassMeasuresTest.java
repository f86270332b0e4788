package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.checkpoint.Checkpoints;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Measures of a generator of classes, in training and after it. */
class ClassMeasuresTest {
  private static final List<String> OF_CLASSES =
      List.of("classAccuracy", "worstClassAccuracy", "frechetWithinClasses");

  @TempDir private static Path folder;
  private static Path run;

  @BeforeAll
  static void train() {
    run = folder.resolve("run");
    Result result = train("cgan", "classAccuracy", run, "--steps", 4);
    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  private static Result train(String model, String by, Path out, Object... more) {
    Stream<Object> all = Stream.of("train", "--model", model, "--best-by", by, "--out", out);
    Stream<Object> few = Stream.of("--batch-size", 8, "--evaluate-every", 2);
    return Result.of(Stream.of(all, few, Stream.of(more)).flatMap(part -> part).toArray());
  }

  private static List<JsonNode> lines(Path of) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(of.resolve("measures.jsonl"))) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  @Test
  void trainingLogsThemAndRanksByThem() throws IOException {
    List<JsonNode> lines = lines(run);
    assertThat(lines).hasSize(2);
    for (JsonNode line : lines) {
      for (String name : OF_CLASSES) {
        assertThat(line.path(name).isDouble()).as(name).isTrue();
        assertThat(line.path("averaged").path(name).isDouble()).as(name).isTrue();
      }
      double worst = line.path("worstClassAccuracy").asDouble();
      assertThat(line.path("classAccuracy").asDouble()).isBetween(worst, 1.0);
    }
    Checkpoint best = Checkpoints.in(run.resolve("checkpoints")).best().orElseThrow();
    double highest =
        lines.stream()
            .mapToDouble(line -> line.path("averaged").path("classAccuracy").asDouble())
            .max()
            .orElseThrow();
    assertThat(best.score()).hasValue(-highest);
    try (ZipFile parts = new ZipFile(best.file().toFile())) {
      assertThat(parts.stream().map(ZipEntry::getName).toList())
          .as("what the guard of classes has seen is kept")
          .anyMatch(name -> name.contains("lost-class-guard"));
    }
  }

  @Test
  void generatorThatFindsItsOwnClassesHasNone() throws IOException {
    Path found = folder.resolve("found");
    Result result = train("infogan", "frechet", found, "--steps", 2, "--average-half-life", 0);
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(lines(found))
        .hasSize(1)
        .allSatisfy(
            line -> {
              assertThat(line.path("frechet").isDouble()).isTrue();
              assertThat(OF_CLASSES).noneMatch(line::has);
            });
  }

  @Test
  void plainGeneratorCannotBeRankedByThem() {
    for (String name : OF_CLASSES) {
      Path plain = folder.resolve("plain");
      Result result = train("mlp", name, plain, "--steps", 4);
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err())
          .contains("generators cannot be ranked by " + name)
          .contains("choose another --best-by");
      assertThat(plain).doesNotExist();
    }
  }

  @Test
  void evaluationHasATableOfTheClasses() {
    Result result = Result.of("evaluate", "--run", run, "--images", 1000, "--seeds", "1,2");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("beside the real test images:")
        .containsPattern("class +images +accuracy +Fréchet +accuracy of real +Fréchet of real")
        .containsPattern("(?m)^3 +100 +[01]\\.\\d+ ± [0-9.]+ +\\d[0-9.]+ ± [0-9.]+ +[01]\\.\\d+ ± ")
        .containsPattern("(?m)^all +1,000 +[01]\\.\\d+ ± ")
        .doesNotContain("takes more images of it");
  }

  @Test
  void jsonHasTheClassesOfEachGeneratorAndOfRealImages() throws IOException {
    Result result =
        Result.of("evaluate", "--run", run, "--images", 1000, "--seeds", 3, "--nice", "--json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode rows = new ObjectMapper().readTree(result.out()).path("measures");
    for (String name :
        List.of("generated", "without the average", "generated, best 5 %", "real test images")) {
      JsonNode row = rows.path(name);
      assertThat(row.path("classes")).as(name).hasSize(10);
      double right = 0;
      int images = 0;
      for (JsonNode one : row.path("classes")) {
        images += one.path("images").asInt();
        right += one.path("images").asInt() * one.path("accuracy").path("mean").asDouble();
      }
      assertThat(images).isEqualTo(1000);
      assertThat(row.path("classAccuracy").path("mean").asDouble())
          .isCloseTo(right / images, within(1e-9));
    }
    JsonNode real = rows.path("real test images");
    assertThat(real.path("classAccuracy").path("mean").asDouble()).isBetween(0.9, 1.0);
    assertThat(real.path("classes").path("7").path("frechet").path("mean").asDouble())
        .isPositive()
        .isLessThan(
            rows.path("generated").path("classes").path("7").path("frechet").path("mean").asDouble()
                / 2);
    assertThat(rows.path("blurred by 1 pixel").has("classes")).isFalse();
  }

  @Test
  void withoutAClassifierThereAreDistancesAlone() {
    Result result =
        Result.of(
            "evaluate", "--run", run, "--images", 400, "--seeds", 1, "--classifier", "pixels");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .containsPattern("(?m)^3 +40 +- +- ")
        .contains("takes more images of it than there are features");
  }

  /** As often as real ones; the tables of the classes are of the same images as before. */
  @Test
  void classesThatAreRareAreDrawnAsRarelyForWhatLooksAtAllImages() throws IOException {
    Path uneven = folder.resolve("uneven");
    Result.of("generate", "--run", run, "--class", 0, "--count", 150, "--out", uneven);
    Result.of("generate", "--run", run, "--class", 1, "--count", 50, "--out", folder.resolve("b"));
    Files.move(folder.resolve("b").resolve("1"), uneven.resolve("1"));
    Path pair = folder.resolve("pair");
    Result trained =
        Result.of(
            "train",
            "--model",
            "cgan",
            "--data",
            "images:" + uneven,
            "--steps",
            2,
            "--batch-size",
            8,
            "--evaluate-every",
            2,
            "--out",
            pair);
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    Result result = Result.of("evaluate", "--run", pair, "--images", 100, "--seeds", 1, "--json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode row = new ObjectMapper().readTree(result.out()).path("measures").path("generated");
    assertThat(row.path("images").asInt()).isEqualTo(100);
    for (JsonNode one : row.path("classes")) {
      assertThat(one.path("images").asInt()).isEqualTo(50);
    }
  }

  @Test
  void aClassifierOfOtherNamesIsNotAsked() throws IOException {
    Path fakes = folder.resolve("fakes");
    Result.of("generate", "--run", run, "--classes", "all", "--count", 20, "--out", fakes);
    Files.move(fakes.resolve("7"), fakes.resolve("seven"));
    Path renamed = folder.resolve("renamed");
    Result.of(
        "train",
        "--model",
        "cgan",
        "--data",
        "images:" + fakes,
        "--steps",
        1,
        "--batch-size",
        8,
        "--out",
        renamed);
    Result result =
        Result.of(
            "evaluate", "--run", renamed, "--images", 100, "--seeds", 1, "--classifier", "digits");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err())
        .contains(
            "classes are not measured: class 7 is \"7\" to digits-1, and \"8\" to the generator;"
                + " give another --classifier");
    assertThat(result.out()).doesNotContain("accuracy");
    Result others =
        Result.of("evaluate", "--run", renamed, "--data", "digits", "--images", 100, "--seeds", 1);
    assertThat(others.err())
        .contains(
            "classes are not measured: these data have not the classes 0, 1, 2, 3, 4, 5, 6, 8,");
  }

  @Test
  void plainRunHasNoTableAndTeachesNobody() {
    Path plain = folder.resolve("taught");
    assertThat(train("mlp", "frechet", plain, "--steps", 1).exitCode()).isZero();
    Result result = Result.of("evaluate", "--run", plain, "--images", 100, "--seeds", 1);
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).doesNotContain("accuracy");
    for (String option : List.of("--train-on-generated", "--train-on-real")) {
      Result refused = Result.of("evaluate", "--run", plain, option);
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err())
          .contains(option + " takes a generator that draws the classes of its data");
    }
  }

  @Test
  void classifiersLearnFromGeneratedImagesAndFromRealOnes() throws IOException {
    String data = "idx:" + IdxDigits.in(folder, 200, 100);
    Path small = folder.resolve("small");
    Result trained =
        Result.of(
            "train",
            "--model",
            "cgan",
            "--data",
            data,
            "--steps",
            1,
            "--batch-size",
            8,
            "--out",
            small);
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    Result result =
        Result.of(
            "evaluate",
            "--run",
            small,
            "--images",
            100,
            "--seeds",
            "1,2",
            "--train-on-generated",
            "--train-on-real",
            "--json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode learnt = new ObjectMapper().readTree(result.out()).path("learnt");
    assertThat(learnt).hasSize(2);
    assertThat(learnt)
        .extracting(one -> one.path("from").asText())
        .containsExactly("generated", "real");
    for (JsonNode one : learnt) {
      assertThat(one.path("images").asInt()).isEqualTo(200);
      assertThat(one.path("testImages").asInt()).isEqualTo(100);
      assertThat(one.path("accuracy").path("mean").asDouble()).isBetween(0.0, 1.0);
    }
    Result text =
        Result.of("evaluate", "--run", small, "--images", 100, "--seeds", 1, "--train-on-real");
    assertThat(text.out())
        .contains("A classifier that has learnt from 200 real images takes ")
        .contains(" of 100 real test images for what they are.");
  }
}
