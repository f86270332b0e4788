package org.gan4j.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gan4j.GanException;
import org.gan4j.Message;
import org.gan4j.guard.Warning.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class WarningLogTest {
  @TempDir Path folder;

  @Test
  void eachWarningIsALineOfJson() throws IOException {
    Path file = folder.resolve("warnings.jsonl");
    WarningLog.to(file).accept(new Warning(7, Kind.COLLAPSE, Message.of("all \"alike\"")));
    WarningLog.to(file).accept(new Warning(9, Kind.DISCRIMINATOR_WON, Message.of("won")));

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertThat(ImmutableList.copyOf(first.fieldNames()))
        .containsExactly("step", "warning", "message");
    assertThat(first.get("step").asLong()).isEqualTo(7);
    assertThat(first.get("warning").asText()).isEqualTo("collapse");
    assertThat(first.get("message").asText()).isEqualTo("all \"alike\"");
    assertThat(lines.get(1)).contains("\"discriminator-won\"");
  }

  @Test
  void fileThatCannotBeWrittenIsAGanExceptionThatNamesIt() {
    WarningLog log = WarningLog.to(folder.resolve("nowhere").resolve("warnings.jsonl"));
    assertThatThrownBy(() -> log.accept(new Warning(1, Kind.COLLAPSE, Message.of("alike"))))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("nowhere")
        .hasMessageContaining("cannot be written");
  }

  @Test
  void stepBelowZeroIsRefused() {
    assertThatThrownBy(() -> new Warning(-1, Kind.COLLAPSE, Message.of("alike")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }
}
