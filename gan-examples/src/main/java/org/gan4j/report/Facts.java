package org.gan4j.report;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gan4j.GanException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Files of facts, as names with dots and texts: numbers of 64 bits are too long for JavaScript. */
final class Facts {
  private Facts() {}

  /** Adds what a file holds to an object, if it is there. */
  static void addIfThere(ObjectNode flat, Path file) {
    if (Files.exists(file)) {
      add(flat, file);
    }
  }

  /**
   * Adds what a file holds to an object.
   *
   * @throws GanException if it is no JSON object
   */
  static void add(ObjectNode flat, Path file) {
    add(flat, "", JsonText.read(file));
  }

  private static void add(ObjectNode flat, String name, JsonNode value) {
    if (value.isObject()) {
      String prefix = name.isEmpty() ? "" : name + ".";
      value.fields().forEachRemaining(part -> add(flat, prefix + part.getKey(), part.getValue()));
    } else {
      flat.put(name, value.isTextual() ? value.asText() : value.toString());
    }
  }
}
