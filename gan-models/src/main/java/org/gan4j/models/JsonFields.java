package org.gan4j.models;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.gan4j.file.Excerpt;
import org.gan4j.file.JsonLimits;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.json.JsonMapper;

/**
 * The fields of a JSON object, each of which has to be there unless it is asked for with what it is
 * otherwise, and no other. What is wrong is named with its path, for example {@code
 * generator.beta1}.
 */
final class JsonFields {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final String path;
  private final JsonNode object;
  private final Set<String> known = new LinkedHashSet<>();

  private JsonFields(String path, JsonNode object) {
    this.path = path;
    this.object = object;
  }

  /**
   * Returns the fields of a text.
   *
   * @throws IllegalArgumentException if it is no JSON object
   */
  static JsonFields parse(String text) {
    return new JsonFields("", JsonLimits.object(text, MAPPER));
  }

  /** Returns the fields of an object in this one. */
  JsonFields object(String name) {
    JsonNode value = field(name, JsonNode::isObject, "an object in braces");
    return new JsonFields(path(name) + ".", value);
  }

  String text(String name) {
    return field(name, JsonNode::isTextual, "a text in quotes").textValue();
  }

  double number(String name, Limit limit) {
    double number = field(name, JsonNode::isNumber, "a number").doubleValue();
    return limit.check(path(name), number);
  }

  /** Whether there is a field that may be left out. */
  boolean has(String name) {
    known.add(name);
    return object.has(name);
  }

  /** Returns a number, or what it is where there is no such field. */
  double number(String name, Limit limit, double otherwise) {
    return has(name) ? number(name, limit) : otherwise;
  }

  /** Returns what a field says that may be left out, which is no. */
  boolean flag(String name) {
    return has(name) && field(name, JsonNode::isBoolean, "true or false").booleanValue();
  }

  /** Returns a whole number of at least 1. */
  int count(String name) {
    return field(
            name,
            value -> value.canConvertToInt() && value.isIntegralNumber() && value.intValue() >= 1,
            "a whole number from 1 to 2147483647")
        .intValue();
  }

  /** Returns the constant that a text names. */
  <E extends Enum<E>> E choice(String name, E[] choices) {
    return Words.find(choices, text(name))
        .orElseThrow(() -> wrong(name, "one of " + Words.list(choices)));
  }

  /** Returns what a text says; where the reader refuses it, with its reason. */
  <T> T parsed(String name, Function<String, T> reader) {
    try {
      return reader.apply(text(name));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s: %s".formatted(path(name), Excerpt.of(e.getMessage())), e);
    }
  }

  /**
   * Ends the reading of this object.
   *
   * @throws IllegalArgumentException if it has a field that was not asked for
   */
  void end() {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      checkArgument(
          known.contains(name),
          "%s is not known here; there are: %s",
          Excerpt.of(path(name)),
          String.join(", ", known));
    }
  }

  private JsonNode field(String name, Predicate<JsonNode> check, String expected) {
    known.add(name);
    JsonNode value = object.get(name);
    checkArgument(value != null, "%s is missing: %s is expected", path(name), expected);
    if (!check.test(value)) {
      throw wrong(name, expected);
    }
    return value;
  }

  private IllegalArgumentException wrong(String name, String expected) {
    return new IllegalArgumentException(
        "%s has to be %s, not %s".formatted(path(name), expected, Excerpt.of(object.get(name))));
  }

  private String path(String name) {
    return path + name;
  }
}
