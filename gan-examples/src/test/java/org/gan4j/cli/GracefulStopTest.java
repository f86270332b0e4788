package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.cli.option.GivenRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** A run in a process of its own, ended by a signal. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
class GracefulStopTest {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private Process process;

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @ParameterizedTest
  @CsvSource({"INT, 2", "TERM, 15", "HUP, 1"})
  void aSignalEndsTheRunWithAllSaved(String signal, int number) throws Exception {
    Path run = folder.resolve("run");
    Path err = folder.resolve("err");
    process =
        start(
            err,
            "train",
            "--steps=900",
            "--batch-size=4",
            "--log-every=1",
            "--sample-every=1000",
            "--out=" + run);
    awaitContent(run.resolve("metrics.jsonl"));
    assumeFalse(ignores(process, number), "whoever started this test ignores the signal");

    send(signal);

    assertThat(process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(128 + number);
    List<String> lines = Files.readAllLines(run.resolve("metrics.jsonl"));
    JsonNode last = new ObjectMapper().readTree(lines.get(lines.size() - 1));
    long step = last.get("step").asLong();
    assertThat(step).isEqualTo(lines.size());
    assertThat(Files.readString(err))
        .contains("stopped after step %,d; all is saved, and gan train --resume".formatted(step));
    assertThat(GivenRun.open(run).sample(step)).isNotEmptyFile();
    Checkpoint checkpoint = GivenRun.open(run).checkpoints().newest(message -> {}).orElseThrow();
    assertThat(checkpoint.step()).isEqualTo(step);
    assertThat(checkpoint.discriminator().numParams()).isEqualTo(533_505);
  }

  @Test
  void aSignalLeavesNothingOfAnArrayThatIsHalfWritten() throws Exception {
    Path run = folder.resolve("run");
    Result.of("train", "--steps", 1, "--batch-size", 4, "--out", run);
    Path arrays = Files.createDirectory(folder.resolve("arrays"));
    Path npy = arrays.resolve("a.npy");
    process =
        start(folder.resolve("err"), "generate", "--run=" + run, "--count=9999999", "--out=" + npy);
    awaitContent(arrays);

    process.destroy(); // SIGTERM

    assertThat(process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(128 + 15);
    assertThat(arrays).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({"INT, 2, INT, 2", "TERM, 15, INT, 2", "INT, 2, TERM, 15", "HUP, 1, TERM, 15"})
  void aSecondSignalEndsAtOnce(String first, int firstNumber, String second, int number)
      throws Exception {
    Path err = folder.resolve("err");
    process = launch(err, Endless.class);
    awaitContent(err);
    assumeFalse(ignores(process, firstNumber), "whoever started this test ignores the signal");
    assumeFalse(ignores(process, number), "likewise");

    send(first);
    awaitLine(err, "gan: ending in order, with all saved; a second Ctrl-C ends at once");
    send("HUP"); // as from a terminal that is closed, which may send two: no second signal
    send(second);

    assertThat(process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(128 + number);
    assertThat(Files.readString(err)).doesNotContain("did not end within");
  }

  /** Work that hears nothing. */
  static final class Endless {
    private Endless() {}

    public static void main(String[] args) throws InterruptedException {
      GracefulStop.install(System.err);
      System.err.println("working");
      new CountDownLatch(1).await();
    }
  }

  @Test
  void aTrainingWhoseOutputNobodyReadsGoesOn() throws Exception {
    Path run = folder.resolve("run");
    process = start(folder.resolve("err"), "train", "--steps=30", "--batch-size=4", "--out=" + run);
    process.getInputStream().close();
    process.getOutputStream().close();

    assertThat(process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(GivenRun.open(run).checkpoints().newest(message -> {}).orElseThrow().step())
        .isEqualTo(30);
  }

  private void send(String signal) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor())
        .isZero();
  }

  private void awaitLine(Path file, String line) throws Exception {
    Instant end = Instant.now().plus(DEADLINE);
    while (!Files.readAllLines(file).contains(line)) {
      assertThat(process.waitFor(50, TimeUnit.MILLISECONDS)).as("ended before").isFalse();
      assertThat(Instant.now()).isBefore(end);
    }
  }

  private static Process start(Path err, String... args) throws IOException {
    return launch(err, Gan.class, args);
  }

  private static Process launch(Path err, Class<?> main, String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1", // it ends before faster code would pay
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectError(err.toFile()).start();
  }

  private void awaitContent(Path place) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(DEADLINE);
    while (isEmpty(place)) {
      assertThat(process.waitFor(50, TimeUnit.MILLISECONDS)).as("ended before").isFalse();
      assertThat(Instant.now()).isBefore(end);
    }
  }

  private static boolean isEmpty(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      try (Stream<Path> files = Files.list(place)) {
        return files.findAny().isEmpty();
      }
    }
    return !Files.exists(place) || Files.size(place) == 0;
  }

  /** Programs that a shell starts in the background ignore SIGINT, and Java leaves it so. */
  private static boolean ignores(Process process, int signal) throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    if (!Files.exists(status)) {
      return false;
    }
    var mask = Pattern.compile("SigIgn:\\s*(\\p{XDigit}+)").matcher(Files.readString(status));
    return mask.find() && (Long.parseUnsignedLong(mask.group(1), 16) >> (signal - 1) & 1) == 1;
  }
}
