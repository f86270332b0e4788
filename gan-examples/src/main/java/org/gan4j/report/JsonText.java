package org.gan4j.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.gan4j.GanException;
import org.gan4j.file.JsonLimits;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** JSON from files, and into pages. */
final class JsonText {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonText() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * Returns the object that a file holds.
   *
   * @throws GanException if it cannot be read, or holds something else
   */
  static ObjectNode read(Path file) {
    try {
      return parse(JsonLimits.read(file))
          .orElseThrow(
              () ->
                  new GanException(
                      "%s is damaged (it is no JSON object): restore the file".formatted(file)));
    } catch (IOException e) {
      throw new GanException("%s cannot be read (%s)".formatted(file, e), e);
    }
  }

  /** Returns the object that a text is, if it is one. */
  static Optional<ObjectNode> parse(String text) {
    try {
      JsonLimits.check(text);
      JsonNode node = MAPPER.readTree(text);
      return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Returns it in one line that no {@code </script>} can end, wherever its words come from. */
  static String forScript(JsonNode node) {
    return node.toString().replace("<", "\\u003c");
  }
}
