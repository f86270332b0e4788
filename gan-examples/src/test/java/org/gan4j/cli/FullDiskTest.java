package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run whose checkpoints have no room: the shell's limit on the size of files fails as disks do.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no limit on the size of files")
class FullDiskTest {
  private static final int KIB = 5_000; // a checkpoint of the model mlp has more

  @TempDir private Path folder;

  @Test
  void theRunEndsWithAnErrorAndKeepsWhatItHad() throws Exception {
    Path run = folder.resolve("run");
    Path whole = folder.resolve("whole");
    assertThat(train("--steps", 3, "--out", run).exitCode()).isZero();
    assertThat(train("--steps", 6, "--out", whole).exitCode()).isZero();
    List<Path> before = files(run.resolve("checkpoints"));

    Path err = folder.resolve("err");
    assertThat(trainWithoutRoom(run, err)).isEqualTo(1);

    assertThat(Files.readString(err).lines().filter(line -> line.startsWith("gan: ")))
        .singleElement()
        .asString()
        .contains(run.resolve("checkpoints").toString(), "File too large", "is the disk full?");
    assertThat(files(run.resolve("checkpoints"))).isEqualTo(before);
    assertThat(Result.of("train", "--resume", run, "--steps", 6).exitCode()).isZero();
    assertThat(RunLeftovers.of(run).metrics()).isEqualTo(RunLeftovers.of(whole).metrics());
    assertThat(RunLeftovers.of(run).files()).isEqualTo(RunLeftovers.of(whole).files());
  }

  private static Result train(Object... options) {
    return Result.of(
        Stream.concat(
                Stream.of("train", "--batch-size", 4, "--log-every", 1, "--sample-every", 2),
                Stream.of(options))
            .toArray());
  }

  private static int trainWithoutRoom(Path run, Path err) throws Exception {
    String command =
        "ulimit -f %d; exec \"$0\" -Xmx1g -XX:TieredStopAtLevel=1 -Djava.awt.headless=true -cp \"$1\" %s train --resume=\"$2\" --steps=6"
            .formatted(KIB, Gan.class.getName());
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                command,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                System.getProperty("java.class.path"),
                run.toString())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
