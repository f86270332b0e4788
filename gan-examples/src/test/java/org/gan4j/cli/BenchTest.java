package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.gan4j.Latents;
import org.gan4j.augment.Augmentation;
import org.gan4j.game.GanTrainer;
import org.gan4j.game.UpdateScheme;
import org.gan4j.models.GanModel;
import org.gan4j.models.GanModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class BenchTest {
  static List<GanModel> models() {
    return GanModels.all();
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "generate"})
  void lastLineIsTheResultAsJson(String mode) throws IOException {
    Result result =
        Result.of(
            "bench",
            "--mode",
            mode,
            "--batch-size",
            4,
            "--steps",
            3,
            "--warmup",
            1,
            "--warmup-seconds",
            1,
            "--model",
            "quickdraw");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    String last = result.out().lines().reduce("", (first, second) -> second);
    JsonNode json = new ObjectMapper().readTree(last);
    assertThat(ImmutableList.copyOf(json.fieldNames()))
        .containsExactly(
            "model", "mode", "batch_size", "ms_per_step", "images_per_second", "peak_rss_mb");
    assertThat(json.get("model").asText()).isEqualTo("quickdraw");
    assertThat(json.get("mode").asText()).isEqualTo(mode);
    assertThat(json.get("batch_size").asInt()).isEqualTo(4);
    double millis = json.get("ms_per_step").asDouble();
    assertThat(millis).isBetween(0.01, 60_000.0);
    assertThat(4000 / json.get("images_per_second").asDouble())
        .isCloseTo(millis, within(0.006 + 0.01 * millis));
    if (Files.exists(Path.of("/proc/self/status"))) {
      assertThat(json.get("peak_rss_mb").asLong()).isBetween(50L, 50_000L);
    } else {
      assertThat(json.get("peak_rss_mb").isNull()).isTrue();
    }
  }

  @Test
  void profileIsATableOfAllLayersBeforeTheResult() throws IOException {
    Result result =
        Result.of(
            "bench",
            "--model",
            "quickdraw",
            "--batch-size",
            4,
            "--steps",
            3,
            "--warmup",
            2,
            "--warmup-seconds",
            1,
            "--profile");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    List<String> lines = result.out().lines().toList();
    JsonNode json = new ObjectMapper().readTree(lines.get(lines.size() - 1));
    assertThat(json.get("model").asText()).isEqualTo("quickdraw");
    assertThat(lines.get(lines.size() - 2)).matches(" *together +\\d+\\.\\d\\d +\\d+\\.\\d\\d *");
    // a step has two forward passes of the generator, one of them followed by a backward pass,
    // and three of the discriminator: on real, on generated, and frozen on generated images
    assertThat(lines)
        .anyMatch(line -> line.matches("network +layer +pass +calls +ms +GFLOP +GFLOP/s *"))
        .anyMatch(line -> line.matches("generator +0 DenseLayer +forward +2 .*"))
        .anyMatch(line -> line.matches("generator +0 DenseLayer +to parameters +1 .*"))
        .anyMatch(line -> line.matches("generator +4 DenseLayer +backward +1 .*"))
        .anyMatch(line -> line.matches("generator +optimiser +update +1 .*"))
        .anyMatch(line -> line.matches("discriminator +0 DenseLayer +forward +3 .*"))
        .anyMatch(line -> line.matches("discriminator +0 DenseLayer +to parameters +2 .*"))
        .anyMatch(line -> line.matches("discriminator +0 DenseLayer +to input +1 .*"))
        .anyMatch(line -> line.matches("discriminator +optimiser +update +2 .*"));
  }

  @Test
  void resultComesWithoutATableUnlessItIsAskedFor() {
    assertThat(bench().out()).doesNotContain("GFLOP").doesNotContain("DenseLayer");
  }

  @Test
  void environmentComesFirst() {
    String out = bench().out();

    assertThat(out)
        .startsWith("gan4j ")
        .containsPattern("(?m)^Java +" + Runtime.version().feature())
        .containsPattern("(?m)^processors +\\d+")
        .containsPattern("(?m)^ND4J +\\S+, \\w+Backend, \\w+, \\d+ threads")
        .containsPattern("(?m)^OpenMP +OMP_WAIT_POLICY \\w+")
        .containsPattern("(?m)^oneDNN +(not )?loaded");
  }

  private static Result bench() {
    return Result.of("bench", "--batch-size", 1, "--steps", 1, "--warmup-seconds", 1);
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyModelMakesTheSameStep(GanModel model) {
    Benchmark benchmark = new Benchmark(model, 2, List.of(), Augmentation.NONE);
    GanTrainer trainer = benchmark.trainer();

    assertThat(trainer.settings().scheme()).isEqualTo(UpdateScheme.SEPARATE);
    assertThat(trainer.settings().latents()).isEqualTo(Latents.NORMAL);
    assertThat(trainer.settings().batchSize()).isEqualTo(2);
    assertThat(trainer.generator().imageShape()).isEqualTo(model.shape());
    assertThat(benchmark.medianMillis(Benchmark.Mode.GENERATE, laps(1))).isPositive();
    assertThat(trainer.steps()).isZero();
    assertThat(benchmark.medianMillis(Benchmark.Mode.TRAIN, laps(2))).isPositive();
    assertThat(trainer.steps()).isEqualTo(2);
  }

  private static StepTimes laps(int steps) {
    return new StepTimes(steps, System::nanoTime);
  }

  @Test
  void warmUpLastsForAsManyStepsAndAsLongAsIsAskedFor() {
    Benchmark benchmark =
        new Benchmark(GanModels.named("quickdraw"), 1, List.of(), Augmentation.NONE);

    assertThat(benchmark.warmUp(Benchmark.Mode.TRAIN, 3, Duration.ZERO)).isEqualTo(3);
    assertThat(benchmark.trainer().steps()).isEqualTo(3);
    long begun = System.nanoTime();
    int steps = benchmark.warmUp(Benchmark.Mode.TRAIN, 1, Duration.ofMillis(200));
    assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(200_000_000);
    assertThat(benchmark.trainer().steps()).isEqualTo(3 + steps);
  }

  @Test
  void medianIsOfTheMiddleStep() {
    long[] times = {0, 1, 1, 4, 4, 6, 6}; // laps of 1, 3, 2
    var clock = Arrays.stream(times).map(millis -> millis * 1_000_000).iterator();
    StepTimes laps = new StepTimes(3, clock::nextLong);
    laps.start();
    while (clock.hasNext()) {
      laps.lap();
    }
    assertThat(laps.medianMillis()).isEqualTo(2);
  }

  @Test
  void peakMemoryIsReadInMegabytesWhereThereIsAny(@TempDir Path folder) throws IOException {
    Path status = folder.resolve("status");
    assertThat(Machine.peakMegabytes(status)).isEmpty();
    Files.writeString(status, "VmPeak:\t  999999 kB\nVmHWM:\t  831488 kB\n");
    assertThat(Machine.peakMegabytes(status)).hasValue(812);
    Files.writeString(status, "Name:\tjava\n");
    assertThat(Machine.peakMegabytes(status)).isEmpty();
  }
}
