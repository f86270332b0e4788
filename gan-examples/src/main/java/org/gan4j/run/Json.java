package org.gan4j.run;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.gan4j.file.Excerpt;
import org.gan4j.file.JsonLimits;
import org.nd4j.shade.jackson.core.JsonPointer;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.DeserializationContext;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.JsonMappingException;
import org.nd4j.shade.jackson.databind.JsonMappingException.Reference;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.SerializationFeature;
import org.nd4j.shade.jackson.databind.deser.std.FromStringDeserializer;
import org.nd4j.shade.jackson.databind.exc.ValueInstantiationException;
import org.nd4j.shade.jackson.databind.json.JsonMapper;
import org.nd4j.shade.jackson.databind.module.SimpleModule;
import org.nd4j.shade.jackson.databind.node.ObjectNode;
import org.nd4j.shade.jackson.databind.ser.std.ToStringSerializer;

/** Records as JSON. What is missing or null when read is an error; what is not known is not. */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addDeserializer(Instant.class, new InstantReader()))
          .build();

  private Json() {}

  /**
   * {@return a record as JSON}
   *
   * @param value a record
   * @throws JsonProcessingException if it cannot be written
   */
  public static String text(Object value) throws JsonProcessingException {
    return MAPPER.writeValueAsString(value);
  }

  static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  static <T> T parse(String text, Class<T> type) throws JsonProcessingException {
    JsonLimits.check(text);
    return MAPPER.readValue(text, type);
  }

  /**
   * Reads a record of which some fields may be missing.
   *
   * @param defaults what those fields are then, by where they are, {@code /latents/codes}
   */
  static <T> T parse(String text, Class<T> type, Map<String, JsonNode> defaults)
      throws JsonProcessingException {
    JsonLimits.check(text);
    JsonNode tree = MAPPER.readTree(text);
    if (defaults.keySet().stream().noneMatch(at -> tree.at(at).isMissingNode())) {
      return parse(text, type); // whose errors name the line
    }
    defaults.forEach((at, value) -> complete(tree, JsonPointer.compile(at), value));
    return MAPPER.treeToValue(tree, type);
  }

  private static void complete(JsonNode tree, JsonPointer at, JsonNode value) {
    if (tree.at(at).isMissingNode() && tree.at(at.head()) instanceof ObjectNode parent) {
      parent.set(at.last().getMatchingProperty(), value);
    }
  }

  /** Returns where something is wrong and what, without the hints meant for programmers. */
  static String reason(JsonProcessingException e) {
    return Excerpt.of(whole(e));
  }

  private static String whole(JsonProcessingException e) {
    String what =
        e instanceof ValueInstantiationException && e.getCause() != null
            ? e.getCause().getMessage() // of the record's own check
            : e.getOriginalMessage().replaceFirst("(; `| \\(set )Deserialization.*", "");
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return mapping.getPath().stream().map(Reference::getFieldName).collect(joining("."))
          + ": "
          + what;
    }
    return e.getLocation() == null ? what : "line " + e.getLocation().getLineNr() + ": " + what;
  }

  /** Times in UTC, for example {@code 2026-01-31T12:00:00Z}. */
  private static final class InstantReader extends FromStringDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    protected Instant _deserialize(String text, DeserializationContext context) throws IOException {
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        throw context.weirdStringException(text, Instant.class, e.getMessage());
      }
    }
  }
}
