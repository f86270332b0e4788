package org.gan4j.draw;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import com.google.common.primitives.ImmutableDoubleArray;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.gan4j.file.JsonLimits;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.json.JsonMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * The fields of a JSON object. Each that is asked for has to be there; others are passed over, as a
 * later version may have written them. What is wrong is named with its path, {@code images.height}.
 */
final class ArtefactFields {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final String path;
  private final JsonNode object;

  private ArtefactFields(String path, JsonNode object) {
    this.path = path;
    this.object = object;
  }

  /**
   * Returns the fields of a text.
   *
   * @throws IllegalArgumentException if it is no JSON object
   */
  static ArtefactFields parse(String text) {
    return new ArtefactFields("", JsonLimits.object(text, MAPPER));
  }

  /** Returns an object to fill. */
  static ObjectNode empty() {
    return MAPPER.createObjectNode();
  }

  /** Returns the object in one line. */
  String json() {
    return object.toString();
  }

  /** Returns the object itself. */
  JsonNode tree() {
    return object;
  }

  boolean has(String name) {
    return object.hasNonNull(name);
  }

  ArtefactFields object(String name) {
    return new ArtefactFields(
        path + name + ".", field(name, JsonNode::isObject, "an object in braces"));
  }

  /** Returns an object that may be missing. */
  Optional<ArtefactFields> optional(String name) {
    return has(name) ? Optional.of(object(name)) : Optional.empty();
  }

  String text(String name) {
    return field(name, JsonNode::isTextual, "a text in quotes").textValue();
  }

  double number(String name) {
    return field(
            name,
            value -> value.isNumber() && Double.isFinite(value.doubleValue()),
            "a finite number")
        .doubleValue();
  }

  /** Returns a whole number of at least 1. */
  int count(String name) {
    return field(
            name,
            value -> value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 1,
            "a whole number from 1 to 2147483647")
        .intValue();
  }

  long whole(String name) {
    return field(
            name,
            value -> value.isIntegralNumber() && value.canConvertToLong(),
            "a whole number of 64 bits")
        .longValue();
  }

  /** Returns whether something is so; what is not said is not. */
  boolean flag(String name) {
    return has(name) && field(name, JsonNode::isBoolean, "true or false").booleanValue();
  }

  Instant time(String name) {
    try {
      return Instant.parse(text(name));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          path + name + " has to be a time such as 2026-01-31T12:00:00Z", e);
    }
  }

  /** Returns the objects of a list. */
  ImmutableList<ArtefactFields> objects(String name) {
    return Streams.mapWithIndex(
            list(name, JsonNode::isObject, "a list of objects in braces"),
            (one, i) -> new ArtefactFields(path + name + "[" + i + "].", one))
        .collect(ImmutableList.toImmutableList());
  }

  ImmutableList<String> texts(String name) {
    return list(name, JsonNode::isTextual, "a list of texts")
        .map(JsonNode::textValue)
        .collect(ImmutableList.toImmutableList());
  }

  ImmutableDoubleArray numbers(String name) {
    return ImmutableDoubleArray.copyOf(
        list(name, JsonNode::isNumber, "a list of numbers").mapToDouble(JsonNode::doubleValue));
  }

  private Stream<JsonNode> list(String name, Predicate<JsonNode> check, String expected) {
    return Streams.stream(
        field(name, value -> value.isArray() && Streams.stream(value).allMatch(check), expected));
  }

  /** Returns the constant that a text names. */
  <E extends Enum<E>> E choice(String name, E[] choices) {
    String text = text(name);
    return Arrays.stream(choices)
        .filter(choice -> choice.name().equals(text))
        .findFirst()
        .orElseThrow(() -> wrong(name, "one of " + Arrays.toString(choices)));
  }

  private JsonNode field(String name, Predicate<JsonNode> check, String expected) {
    JsonNode value = object.get(name);
    if (value == null || !check.test(value)) {
      throw wrong(name, expected);
    }
    return value;
  }

  private IllegalArgumentException wrong(String name, String expected) {
    return new IllegalArgumentException(path + name + " has to be " + expected);
  }
}
