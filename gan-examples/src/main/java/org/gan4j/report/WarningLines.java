package org.gan4j.report;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** What guards have warned of; only the newest are kept. */
final class WarningLines {
  private static final int MOST = 100;

  private final GrowingLog log;
  private final Deque<ObjectNode> newest = new ArrayDeque<>();
  private long inAll;

  WarningLines(Path file) {
    log = new GrowingLog(file);
  }

  /** Reads what has come. */
  void update() {
    log.update(this::add);
  }

  private void add(ObjectNode line) {
    newest.add(line);
    inAll++;
    if (newest.size() > MOST) {
      newest.remove();
    }
  }

  /** Adds the {@code warnings} that are kept to an object, and the {@code warningsInAll}. */
  void writeTo(ObjectNode object) {
    ArrayNode warnings = object.put("warningsInAll", inAll).putArray("warnings");
    for (ObjectNode line : newest) {
      warnings
          .addObject()
          .put("step", line.path("step").asLong())
          .put("warning", line.path("warning").asText())
          .put("message", line.path("message").asText());
    }
  }
}
