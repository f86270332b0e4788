package org.gan4j.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.gan4j.GanException;
import org.gan4j.file.WholeFile;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * A file of lines of JSON with a field {@code step}, the last of which may have been cut off.
 *
 * @param path of the file, which need not be there
 */
public record LogFile(Path path) {
  /** A line that could be read. */
  private record Line(String text, JsonNode fields) {
    long step() {
      return fields.path("step").asLong();
    }
  }

  /**
   * {@return the last line that is whole, if there is one}
   *
   * @throws GanException if the file cannot be read
   */
  public Optional<JsonNode> last() {
    return lines().reduce((one, next) -> next).map(Line::fields);
  }

  /**
   * Removes the other lines, and those that are not whole.
   *
   * @param steps those to keep
   * @throws GanException if the file cannot be written
   */
  void keep(LongPredicate steps) {
    if (!Files.exists(path)) {
      return;
    }
    List<String> kept = lines().filter(line -> steps.test(line.step())).map(Line::text).toList();
    byte[] bytes = String.join("", kept).getBytes(StandardCharsets.UTF_8);
    try {
      WholeFile.write(path, out -> out.write(bytes));
    } catch (IOException e) {
      throw new GanException("the log %s cannot be written (%s)".formatted(path, e), e);
    }
  }

  private Stream<Line> lines() {
    return text().lines().flatMap(line -> parse(line).stream());
  }

  /** A line that was cut off may end within a character, which readers of lines do not like. */
  private String text() {
    try {
      return Files.exists(path) ? new String(Files.readAllBytes(path), StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new GanException("the log %s cannot be read (%s)".formatted(path, e), e);
    }
  }

  private static Optional<Line> parse(String line) {
    try {
      return Optional.of(Json.parse(line, JsonNode.class))
          .filter(JsonNode::isObject)
          .map(fields -> new Line(line + "\n", fields));
    } catch (JsonProcessingException e) {
      return Optional.empty(); // cut off when the power went
    }
  }
}
