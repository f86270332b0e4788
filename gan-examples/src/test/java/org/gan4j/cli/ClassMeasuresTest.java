package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    Result result = train("cgan", "classAccuracy", run);
    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  private static Result train(String model, String by, Path out) {
    return Result.of(
        "train",
        "--model",
        model,
        "--steps",
        4,
        "--batch-size",
        8,
        "--evaluate-every",
        2,
        "--best-by",
        by,
        "--out",
        out);
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
  }

  @Test
  void generatorThatFindsItsOwnClassesHasNone() throws IOException {
    Path found = folder.resolve("found");
    Result result = train("infogan", "frechet", found);
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(lines(found))
        .hasSize(2)
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
      Result result = train("mlp", name, plain);
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err())
          .contains("generators cannot be ranked by " + name)
          .contains("choose another --best-by");
      assertThat(plain).doesNotExist();
    }
  }
}
