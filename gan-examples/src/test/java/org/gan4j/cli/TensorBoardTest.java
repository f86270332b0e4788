package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** The events of a run, read back by TensorBoard itself where there is one. */
class TensorBoardTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Prints all that TensorBoard shows of a folder, as JSON. */
  private static final String READER =
      """
      import json, sys
      from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
      run = EventAccumulator(sys.argv[1], size_guidance={"images": 0, "scalars": 0})
      run.Reload()
      print(json.dumps({
          "scalars": {tag: [[e.step, e.value] for e in run.Scalars(tag)] for tag in run.Tags()["scalars"]},
          "images": {tag: [[e.step, e.width, len(e.encoded_image_string)] for e in run.Images(tag)]
                     for tag in run.Tags()["images"]}}))
      """;

  @TempDir Path folder;
  private String data;

  /** So few that measures cost little. */
  @BeforeEach
  void writeDigits() throws IOException {
    data = "idx:" + IdxDigits.in(folder, 150, 100);
  }

  @Test
  void eventsComeOnlyIfTheyAreAskedFor() throws IOException {
    train("without");
    assertThat(eventFiles(folder.resolve("without"))).isEmpty();
    train("with", "--tensorboard");
    assertThat(eventFiles(folder.resolve("with"))).hasSize(1);
  }

  @Test
  void tensorBoardShowsTheNumbersOfTheLogsAndTheSamplesAfterARunWentOn() throws IOException {
    assumeTrue(
        python("import tensorboard").exit == 0,
        "skipped: python3 (or that of -Dgan4j.python) has no tensorboard, which is to read back"
            + " what was written");
    Path run = train("run", "--tensorboard", "--recipe", "annealed");
    Result more = Result.of("train", "--resume", run, "--more", "2", "--tensorboard");
    assertThat(more.exitCode()).as(more.err()).isZero();
    assertThat(eventFiles(run)).hasSize(2);

    Said said = python(READER, run.toString());
    assertThat(said.exit).as(said.text).isZero();
    JsonNode read = JSON.readTree(said.text.lines().reduce((a, b) -> b).orElseThrow());
    assertSeries(read, "loss/discriminator", run.resolve("metrics.jsonl"), "/d_loss");
    assertSeries(read, "judgement/generated", run.resolve("metrics.jsonl"), "/d_fake");
    assertSeries(read, "rate/generator_lr", run.resolve("metrics.jsonl"), "/generator_lr");
    assertSeries(read, "measures/frechet", run.resolve("measures.jsonl"), "/averaged/frechet");
    JsonNode last = read.path("images").path("samples").path(2);
    assertThat(last.path(0).asLong()).isEqualTo(6);
    assertThat(last.path(2).asLong()).isEqualTo(Files.size(run.resolve("samples/000006.png")));
  }

  private static void assertSeries(JsonNode read, String tag, Path log, String field)
      throws IOException {
    List<String> lines = Files.readAllLines(log);
    JsonNode shown = read.path("scalars").path(tag);
    assertThat(shown.size()).as(tag).isEqualTo(lines.size()).isGreaterThan(1);
    for (int i = 0; i < lines.size(); i++) {
      JsonNode line = JSON.readTree(lines.get(i));
      double value = line.at(field).asDouble();
      assertThat(shown.path(i).path(0).asLong()).isEqualTo(line.path("step").asLong());
      assertThat(shown.path(i).path(1).asDouble()).isCloseTo(value, within(1e-6 * Math.abs(value)));
    }
  }

  private Path train(String name, String... options) {
    Path run = folder.resolve(name);
    Stream<String> fixed =
        Stream.of(
            "train --steps 4 --batch-size 8 --evaluate-every 2 --log-every 1 --sample-every 2 --out"
                .split(" "));
    String[] arguments =
        Stream.of(fixed, Stream.of(run.toString(), "--data", data), Stream.of(options))
            .flatMap(part -> part)
            .toArray(String[]::new);
    Result result = Result.of((Object[]) arguments);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return run;
  }

  private static List<Path> eventFiles(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      return files.filter(file -> file.toString().contains("tfevents")).toList();
    }
  }

  /** What a program printed, and how it ended. */
  private record Said(int exit, String text) {}

  private static Said python(String code, String... arguments) throws IOException {
    String python = System.getProperty("gan4j.python", "python3");
    List<String> command =
        Stream.concat(Stream.of(python, "-c", code), Stream.of(arguments)).toList();
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (InputStream out = process.getInputStream()) {
        String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
      }
    } catch (IOException e) {
      return new Said(-1, "no " + python); // not even a Python
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
