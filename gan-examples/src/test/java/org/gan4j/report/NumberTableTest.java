package org.gan4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gan4j.GanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberTableTest {
  @TempDir Path folder;

  @Test
  void stepsAscendAndWhatIsMissingIsEmpty() throws IOException {
    Files.writeString(
        folder.resolve("metrics.jsonl"),
        """
        {"step":10,"d_loss":0.5,"odd, \\"name\\"":1}
        {"step":20,"d_loss":"NaN"}
        {"step":30,"d_loss":0.25}
        """);
    Files.writeString(
        folder.resolve("measures.jsonl"),
        """
        {"step":15,"frechet":100,"averaged":{"frechet":90.5}}
        {"step":30,"frechet":80,"averaged":{"frechet":70}}
        """);
    Path csv = folder.resolve("new/numbers.csv");
    new RunFiles(folder).numbers().write(csv);
    assertThat(Files.readString(csv))
        .isEqualTo(
            String.join(
                "\r\n",
                "step,d_loss,\"odd, \"\"name\"\"\",frechet,averaged.frechet",
                "10,0.5,1.0,,",
                "15,,,100.0,90.5",
                "20,NaN,,,",
                "30,0.25,,80.0,70.0",
                ""));
  }

  @Test
  void runWithoutNumbersHasALineOfNames() throws IOException {
    Path csv = folder.resolve("numbers.csv");
    new RunFiles(folder).numbers().write(csv);
    assertThat(Files.readString(csv)).isEqualTo("step\r\n");
  }

  @Test
  void tableThatCannotBeWrittenIsOneClearError() {
    assertThatThrownBy(() -> new RunFiles(folder).numbers().write(folder))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("it is a folder");
  }
}
