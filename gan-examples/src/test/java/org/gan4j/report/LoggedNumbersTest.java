package org.gan4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.node.ArrayNode;

class LoggedNumbersTest {
  @TempDir private Path folder;

  private String read(String text) throws IOException {
    LoggedNumbers numbers = new LoggedNumbers(Files.writeString(folder.resolve("a.jsonl"), text));
    numbers.update();
    ArrayNode curves = JsonText.object().putArray("curves");
    numbers.writeTo(curves);
    return curves.toString();
  }

  @Test
  void afterGoingBackTheLaterLineCounts() throws IOException {
    assertThat(
            read(
                "{\"step\":1,\"a\":1}\n{\"step\":2,\"a\":2,\"b\":5}\n{\"step\":3,\"a\":3}\n"
                    + "{\"step\":2,\"a\":7}\n"))
        .isEqualTo("[{\"name\":\"a\",\"steps\":[1,2],\"values\":[1.0,7.0],\"points\":2}]");
  }

  @Test
  void whatIsNotFiniteIsKeptAndWordsAreNot() throws IOException {
    assertThat(
            read(
                "{\"step\":1,\"a\":\"NaN\",\"b\":\"-Infinity\",\"c\":\"word\",\"d\":[1],\"e\":null}\n"))
        .isEqualTo(
            "[{\"name\":\"a\",\"steps\":[1],\"values\":[\"NaN\"],\"points\":1},"
                + "{\"name\":\"b\",\"steps\":[1],\"values\":[\"-Infinity\"],\"points\":1}]");
  }

  @Test
  void aMissingFileHasNone() {
    LoggedNumbers numbers = new LoggedNumbers(folder.resolve("none"));
    numbers.update();

    assertThat(numbers.lastStep()).isZero();
  }
}
