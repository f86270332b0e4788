package org.gan4j.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  private static final String LINE = "{\"step\":%d,\"d_loss\":0.5}\n";

  @TempDir private Path folder;

  private LogFile log(String text) throws IOException {
    return new LogFile(Files.writeString(folder.resolve("log.jsonl"), text));
  }

  private static String lines(int... steps) {
    StringBuilder lines = new StringBuilder();
    for (int step : steps) {
      lines.append(LINE.formatted(step));
    }
    return lines.toString();
  }

  @Test
  void theLastLineIsTheLastThatIsWhole() throws IOException {
    LogFile log = log(lines(2, 4) + "{\"step\":6,\"d_lo");

    assertThat(log.last().orElseThrow().get("step").asLong()).isEqualTo(4);
  }

  @Test
  void aFileThatIsNotThereHasNoLines() {
    LogFile log = new LogFile(folder.resolve("none.jsonl"));

    assertThat(log.last()).isEmpty();
    log.keep(step -> true);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void linesOfOtherStepsGo() throws IOException {
    LogFile log = log(lines(2, 4, 5, 6));

    log.keep(step -> step <= 5 && step % 2 == 0);

    assertThat(log.path()).hasContent(lines(2, 4));
  }

  @Test
  void aLineThatWasCutOffGoesWhereverTheCutIs() throws IOException {
    String line = LINE.formatted(4);
    for (int length = 0; length < line.length() - 2; length++) {
      LogFile log = log(lines(2) + line.substring(0, length));
      log.keep(step -> true);
      assertThat(log.path()).hasContent(lines(2));
    }
  }
}
