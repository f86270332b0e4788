package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.gan4j.guard.Warning;
import org.gan4j.guard.Warning.Kind;
import org.junit.jupiter.api.Test;

class RunGuardsTest {
  private static final Warning WARNING = new Warning(1200, Kind.COLLAPSE, "all alike; try this");

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
}
