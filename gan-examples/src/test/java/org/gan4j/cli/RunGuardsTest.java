package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.gan4j.Message;
import org.gan4j.guard.Warning;
import org.gan4j.guard.Warning.Kind;
import org.junit.jupiter.api.Test;

class RunGuardsTest {
  private static final Warning WARNING =
      new Warning(1200, Kind.COLLAPSE, Message.of("all alike; try %s", "this"));

  @Test
  void warningIsALineOfItsOwn() {
    assertThat(RunGuards.line(WARNING, false))
        .isEqualTo("warning (step 1,200): all alike; try this" + System.lineSeparator());
  }

  @Test
  void onATerminalItTakesTheLineOfTheBar() {
    assertThat(RunGuards.line(WARNING, true))
        .startsWith("\r\u001b[Kwarning (step 1,200)")
        .endsWith("try this" + System.lineSeparator());
  }

  @Test
  void onATerminalLinesEndBetweenWords() {
    Warning warning = new Warning(1200, WARNING.kind(), Message.of("word ".repeat(40) + "end"));

    String[] lines = RunGuards.line(warning, true).replace("\r\u001b[K", "").split("\\R");

    assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(line.length()).isBetween(5, 78));
    assertThat(lines[0]).startsWith("warning (step 1,200): word").endsWith(" word");
    assertThat(lines[1]).startsWith("  word ").endsWith(" word");
    assertThat(lines[2]).startsWith("  word ").endsWith(" word end");
    assertThat(String.join("", lines).split("word")).hasSize(41);
  }
}
