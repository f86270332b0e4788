package org.gan4j.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gan4j.GanException;
import org.gan4j.train.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class MetricsLogTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private final FakeRun run = new FakeRun();

  @Test
  void eachCallAppendsOneLineWithTheStepsNumbers() throws IOException {
    MetricsLog log = MetricsLog.to(file());

    run.result(FakeRun.step(7, 896, 0.25, -1.5, 0.75, 1e-20));
    log.onStep(run);
    run.result(FakeRun.step(8, 1024, 1e10, 2, 0, 1));
    log.onStep(run);

    List<JsonNode> lines = lines();
    assertThat(lines).hasSize(2);
    assertThat(ImmutableList.copyOf(lines.get(0).fieldNames()))
        .containsExactly(
            "step", "images", "d_loss", "d_real", "d_fake", "g_loss", "images_per_second");
    assertThat(lines.get(0).get("step").isIntegralNumber()).isTrue();
    assertThat(lines.get(0).get("step").asLong()).isEqualTo(7);
    assertThat(lines.get(0).get("images").asLong()).isEqualTo(896);
    assertThat(lines.get(0).get("d_loss").asDouble()).isEqualTo(0.25);
    assertThat(lines.get(0).get("g_loss").asDouble()).isEqualTo(-1.5);
    assertThat(lines.get(0).get("d_real").asDouble()).isEqualTo(0.75);
    assertThat(lines.get(0).get("d_fake").asDouble()).isEqualTo(1e-20);
    assertThat(lines.get(1).get("step").asLong()).isEqualTo(8);
    assertThat(lines.get(1).get("d_loss").asDouble()).isEqualTo(1e10);
  }

  @Test
  void numbersOfAnyNameAreWrittenInTheirOrder() throws IOException {
    run.result(new StepResult(3, 24, ImmutableMap.of("g_y", 0.5, "cycle_x", 2.0, "a", -1.0)));

    MetricsLog.to(file()).onStep(run);

    JsonNode line = lines().get(0);
    assertThat(ImmutableList.copyOf(line.fieldNames()))
        .containsExactly("step", "images", "g_y", "cycle_x", "a", "images_per_second");
    assertThat(line.get("cycle_x").asDouble()).isEqualTo(2);
  }

  @Test
  void moreNumbersStandBehindThoseOfTheStep() throws IOException {
    run.result(FakeRun.step(3, 24, 0, 0, 0, 0));

    MetricsLog.to(file())
        .with(r -> Map.of("rate", r.result().orElseThrow().step() / 4.0))
        .onStep(run);

    JsonNode line = lines().get(0);
    assertThat(ImmutableList.copyOf(line.fieldNames()))
        .endsWith("g_loss", "rate", "images_per_second");
    assertThat(line.get("rate").asDouble()).isEqualTo(0.75);
  }

  @Test
  void imagesPerSecondIsAPositiveNumberAndZeroWithoutNewImages() throws IOException {
    MetricsLog log = MetricsLog.to(file());

    run.result(FakeRun.step(1, 128, 0, 0, 0, 0));
    log.onStep(run);
    log.onStep(run);

    assertThat(lines().get(0).get("images_per_second").isNumber()).isTrue();
    assertThat(lines().get(0).get("images_per_second").asDouble()).isPositive();
    assertThat(lines().get(1).get("images_per_second").asDouble()).isZero();
  }

  @Test
  void imagesPerSecondAreThoseSinceARunWasTakenBack() throws IOException {
    MetricsLog log = MetricsLog.to(file());
    run.result(FakeRun.step(8, 1024, 0, 0, 0, 0));
    log.onStep(run);
    run.takenBack(4, 512);
    log.onTakenBack(run);
    run.result(FakeRun.step(5, 512, 0, 0, 0, 0));
    log.onStep(run);
    run.result(FakeRun.step(6, 640, 0, 0, 0, 0));
    log.onStep(run);
    assertThat(lines().get(1).get("images_per_second").asDouble()).isZero();
    assertThat(lines().get(2).get("images_per_second").asDouble()).isPositive();
  }

  @Test
  void numbersThatAreNotFiniteAreWrittenAsStrings() throws IOException {
    run.result(
        FakeRun.step(1, 1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0));

    MetricsLog.to(file()).onStep(run);

    JsonNode line = lines().get(0);
    assertThat(line.get("d_loss").isTextual()).isTrue();
    assertThat(line.get("d_loss").textValue()).isEqualTo("NaN");
    assertThat(line.get("g_loss").textValue()).isEqualTo("Infinity");
    assertThat(line.get("d_real").textValue()).isEqualTo("-Infinity");
    assertThat(line.get("d_fake").isNumber()).isTrue();
  }

  @Test
  void existingFileIsAppendedTo() throws IOException {
    Files.writeString(file(), "{\"step\":0}\n");
    run.result(FakeRun.step(1, 1, 0, 0, 0, 0));

    MetricsLog.to(file()).onStep(run);
    MetricsLog.to(file()).onStep(run);

    assertThat(lines()).extracting(line -> line.get("step").asLong()).containsExactly(0L, 1L, 1L);
    assertThat(Files.readString(file())).endsWith("}\n");
  }

  @Test
  void fileThatCannotBeWrittenIsAGanExceptionThatNamesIt() {
    Path missing = folder.resolve("nowhere").resolve("log.jsonl");
    run.result(FakeRun.step(1, 1, 0, 0, 0, 0));

    for (Path file : List.of(missing, folder)) {
      MetricsLog log = MetricsLog.to(file);
      assertThatThrownBy(() -> log.onStep(run))
          .isInstanceOf(GanException.class)
          .hasCauseInstanceOf(IOException.class)
          .hasMessageContaining("log")
          .hasMessageContaining(file.toString())
          .hasMessageContaining("cannot be written");
    }
  }

  private Path file() {
    return folder.resolve("log.jsonl");
  }

  private List<JsonNode> lines() throws IOException {
    return Files.readAllLines(file()).stream().map(MetricsLogTest::parse).toList();
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
