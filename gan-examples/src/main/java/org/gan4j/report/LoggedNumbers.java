package org.gan4j.report;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * Every number of a log by step: lines of a field {@code step} and any others, also nested ones,
 * whose names then have dots. After a guard has gone back, the later line of a step counts.
 */
final class LoggedNumbers {
  private static final int MOST_POINTS = 2_000; // of a curve: twice what a wide screen shows

  private final GrowingLog log;
  private final Map<String, Curve> curves = new LinkedHashMap<>();
  private long last;

  LoggedNumbers(Path file) {
    log = new GrowingLog(file);
  }

  /** Reads what has come. */
  void update() {
    log.update(this::add);
  }

  /** Returns the step of the last line, 0 if there is none. */
  long lastStep() {
    return last;
  }

  private void add(ObjectNode line) {
    if (line.path("step").isIntegralNumber()) {
      long step = line.get("step").asLong();
      if (step <= last) {
        curves.values().forEach(curve -> curve.goBackBefore(step));
      }
      last = step;
      line.fields().forEachRemaining(field -> add(field.getKey(), field.getValue()));
    }
  }

  private void add(String name, JsonNode value) {
    if (value.isObject()) {
      value.fields().forEachRemaining(part -> add(name + "." + part.getKey(), part.getValue()));
    } else if (!name.equals("step")) {
      number(value)
          .ifPresent(number -> curves.computeIfAbsent(name, n -> new Curve()).add(last, number));
    }
  }

  /** Logs write what is not finite as words. */
  private static OptionalDouble number(JsonNode value) {
    if (value.isNumber()) {
      return OptionalDouble.of(value.asDouble());
    }
    return switch (value.asText()) {
      case "NaN" -> OptionalDouble.of(Double.NaN);
      case "Infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
      case "-Infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
      default -> OptionalDouble.empty();
    };
  }

  /** Puts all numbers into a table. */
  void writeTo(NumberTable table) {
    curves.forEach((name, curve) -> curve.writeTo(table, name));
  }

  /** Adds an object for each curve to an array. */
  void writeTo(ArrayNode array) {
    curves.forEach(
        (name, curve) -> {
          if (!curve.isEmpty()) { // as it may be after going back
            curve.writeTo(array.addObject().put("name", name), MOST_POINTS);
          }
        });
  }
}
