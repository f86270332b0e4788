package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gan4j.cli.option.GivenRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is killed by SIGKILL again and again, at random moments. It saves after every step, so
 * that most of them are moments of writing. {@code -Dgan4j.kills=25} kills it as often, as the
 * Maven profile {@code thorough} does.
 */
class KilledRunTest {
  private static final int KILLS = Integer.getInteger("gan4j.kills", 3);
  private static final int LONGEST_MILLIS = 1500;
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private Process process;

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @Test
  void aRunThatIsKilledAgainAndAgainEndsInTheSameBytes() throws Exception {
    Path killed = folder.resolve("killed");
    SplittableRandom random = new SplittableRandom(KILLS);
    int halfWritten = 0;
    start(killed, "--out=" + killed, "--steps=1000000");
    for (int kill = 1; kill <= KILLS; kill++) {
      awaitSteps(killed);
      process.waitFor(random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      halfWritten += halfWritten(killed);
      start(killed, "--resume=" + killed, "--steps=1000000");
    }
    awaitSteps(killed);
    process.destroyForcibly().waitFor();
    long steps = GivenRun.open(killed).checkpoints().newest(message -> {}).orElseThrow().step() + 3;

    start(killed, "--resume=" + killed, "--steps=" + steps);
    awaitEnd();
    Path whole = folder.resolve("whole");
    start(whole, "--out=" + whole, "--steps=" + steps);
    awaitEnd();

    System.out.printf(
        "%d kills over %d steps, %d of them while a file was written%n", KILLS, steps, halfWritten);
    RunLeftovers expected = RunLeftovers.of(whole);
    assertThat(RunLeftovers.of(killed).metrics()).isEqualTo(expected.metrics());
    assertThat(RunLeftovers.of(killed).files()).isEqualTo(expected.files());
    assertThat(halfWritten(killed)).as("files that nobody will finish").isZero();
  }

  private void start(Path run, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1", // it ends before faster code would pay
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                Gan.class.getName(),
                "train",
                "--batch-size=4",
                "--label-noise=0.1",
                "--log-every=1",
                "--sample-every=7",
                "--save-every=1"));
    command.addAll(List.of(options));
    Path log = run.resolveSibling(run.getFileName() + ".err");
    process =
        new ProcessBuilder(command)
            .redirectError(log.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
  }

  /** Waits until a checkpoint was written since the process began. */
  private void awaitSteps(Path run) throws IOException, InterruptedException {
    long begun = newest(run);
    Instant end = Instant.now().plus(DEADLINE);
    while (newest(run) <= begun) {
      assertThat(process.waitFor(20, TimeUnit.MILLISECONDS)).as("ended by itself").isFalse();
      assertThat(Instant.now()).isBefore(end);
    }
  }

  private static long newest(Path run) throws IOException {
    return names(run).stream()
        .filter(name -> name.endsWith(".ckpt"))
        .mapToLong(name -> Long.parseLong(name.replace(".ckpt", "")))
        .max()
        .orElse(0);
  }

  private static int halfWritten(Path run) throws IOException {
    return (int) names(run).stream().filter(name -> name.endsWith(".part")).count();
  }

  private static List<String> names(Path run) throws IOException {
    if (!Files.isDirectory(run)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(run)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (java.io.UncheckedIOException e) {
      return List.of(); // a file that was there a moment ago
    }
  }

  private void awaitEnd() throws InterruptedException {
    assertThat(process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
