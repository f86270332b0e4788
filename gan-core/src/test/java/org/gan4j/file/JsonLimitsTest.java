package org.gan4j.file;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.core.JsonProcessingException;

class JsonLimitsTest {
  @Test
  void whatIsWithinTheLimitsIsPassed() {
    String nested = "[".repeat(100) + "1".repeat(100) + "]".repeat(100);
    assertThatCode(() -> JsonLimits.check(nested)).doesNotThrowAnyException();
    assertThatCode(() -> JsonLimits.check("[" + "1,".repeat(499_997) + "1]"))
        .doesNotThrowAnyException();
  }

  @Test
  void deepNestingIsRefused() {
    refused("[".repeat(101) + "]".repeat(101), "nested deeper than 100 levels");
    refused("{\"a\":".repeat(1_000_000), "nested deeper than 100 levels");
  }

  @Test
  void longNumbersAreRefused() {
    refused("[" + "1".repeat(101) + "]", "a number of more than 100 characters");
    refused("[0." + "1".repeat(5_000_000) + "]", "a number of more than 100 characters");
  }

  @Test
  void manyTokensAreRefused() {
    refused("[" + "{},".repeat(250_000) + "1]", "more than 500,000 tokens");
  }

  @Test
  void whatIsNoJsonIsRefused() {
    refused("{\"a\" 1}", "Unexpected character");
  }

  @Test
  void filesAreReadUpToALimit(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.json");
    Files.write(file, new byte[(16 << 20) + 1]);
    assertThatThrownBy(() -> JsonLimits.read(file)).hasMessage("it has more than 16 MB");
  }

  private static void refused(String json, String reason) {
    assertThatThrownBy(() -> JsonLimits.check(json))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining(reason);
  }
}
