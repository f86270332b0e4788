package org.gan4j.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.MissingNode;

/** What is not the same in two configurations, of that which a run depends on. */
public final class RunChanges {
  /** When and by whom a run was made, and how long it is to be, does not change its steps. */
  private static final Set<String> NO_MATTER =
      Set.of("startedIn", "created", "command", "versions", "training.steps", "pictures.skip");

  private final List<String> lines = new ArrayList<>();

  private RunChanges() {}

  /**
   * {@return a line for each difference, for example {@code training.seed was 1 and would be 2}}
   *
   * @param saved what the run was
   * @param asked what it would be
   */
  public static List<String> between(RunConfig saved, RunConfig asked) {
    RunChanges changes = new RunChanges();
    changes.compare("", Json.tree(saved), Json.tree(asked));
    return changes.lines;
  }

  private void compare(String name, JsonNode saved, JsonNode asked) {
    if (NO_MATTER.contains(name) || saved.equals(asked) || areSameData(name, saved, asked)) {
      return;
    }
    if (saved.isObject() && asked.isObject()) {
      fields(saved, asked)
          .forEach(field -> compare(inside(name, field), saved.path(field), asked.path(field)));
    } else {
      lines.add("%s was %s and would be %s".formatted(name, text(saved), text(asked)));
    }
  }

  /** The fingerprint tells whether the images are the same, wherever they lie. */
  private static boolean areSameData(String name, JsonNode saved, JsonNode asked) {
    return name.equals("data") && DataSpec.areMeasuredAlike(saved.asText(), asked.asText());
  }

  private static Set<String> fields(JsonNode saved, JsonNode asked) {
    Set<String> fields = new LinkedHashSet<>();
    saved.fieldNames().forEachRemaining(fields::add);
    asked.fieldNames().forEachRemaining(fields::add);
    return fields;
  }

  private static String inside(String name, String field) {
    return name.isEmpty() ? field : name + "." + field;
  }

  private static String text(JsonNode value) {
    return value instanceof MissingNode ? "not there" : value.toString();
  }
}
