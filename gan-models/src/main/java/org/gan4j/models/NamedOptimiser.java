package org.gan4j.models;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.InverseSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * An optimiser in words and numbers: {@code learningRate}; {@code decay}, by which it is divided as
 * Keras does, {@code learningRate / (1 + decay * updates)}; and those of its kind.
 */
record NamedOptimiser(OptimiserKind kind, ImmutableMap<String, Double> numbers) {
  static final String RATE = "learningRate";
  static final String DECAY = "decay";

  private static final String SCHEDULE = "learningRateSchedule";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Checks that all numbers are there and within their limits. */
  NamedOptimiser {
    for (Map.Entry<String, Limit> known : kind.numbers().entrySet()) {
      known.getValue().check(known.getKey(), numbers.get(known.getKey()));
    }
  }

  /**
   * Returns the words for an optimiser.
   *
   * @throws IllegalArgumentException if there are none: another kind, or another schedule
   */
  static NamedOptimiser of(IUpdater optimiser) {
    OptimiserKind kind = OptimiserKind.of(optimiser).orElseThrow(() -> unknown(optimiser));
    ObjectNode fields = MAPPER.valueToTree(optimiser);
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (String name : kind.numbers().keySet()) {
      numbers.put(name, fields.path(name).asDouble());
    }
    numbers.put(RATE, optimiser.getLearningRate(0, 0));
    numbers.put(DECAY, fields.path(SCHEDULE).path("gamma").asDouble());
    fields.put(RATE, numbers.get(RATE)); // beside a schedule it does nothing
    checkWords(numbers.values().stream().allMatch(Double::isFinite), optimiser);
    NamedOptimiser named = new NamedOptimiser(kind, ImmutableMap.copyOf(numbers));
    checkWords(fields.equals(MAPPER.valueToTree(named.updater())), optimiser);
    return named;
  }

  private static void checkWords(boolean said, IUpdater optimiser) {
    checkArgument(
        said,
        "a recipe has no words for the schedule of %s: a learning rate can be constant or have"
            + " Keras' decay, all else is constant",
        optimiser);
  }

  private static IllegalArgumentException unknown(IUpdater optimiser) {
    return new IllegalArgumentException(
        "the optimiser %s has no name in a recipe; there are: %s"
            .formatted(optimiser.getClass().getSimpleName(), Words.list(OptimiserKind.values())));
  }

  /**
   * Returns this with another number.
   *
   * @throws IllegalArgumentException if its kind has no number of that name, or not such a one
   */
  NamedOptimiser with(String name, double number) {
    checkArgument(
        numbers.containsKey(name),
        "the optimiser %s has no %s; it has: %s",
        Words.of(kind),
        name,
        String.join(", ", numbers.keySet()));
    Map<String, Double> changed = new LinkedHashMap<>(numbers);
    changed.put(name, number);
    return new NamedOptimiser(kind, ImmutableMap.copyOf(changed));
  }

  /** Returns Deeplearning4j's optimiser. Its class is one of a few, whatever a file says. */
  IUpdater updater() {
    ObjectNode fields = MAPPER.createObjectNode().put("@class", kind.type().getName());
    numbers.forEach(fields::put);
    fields.remove(DECAY);
    try {
      IUpdater updater = MAPPER.treeToValue(fields, IUpdater.class);
      updater.setLrAndSchedule(numbers.get(RATE), schedule());
      return updater;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(
          e); // no other JSON is made here than its class can be read from
    }
  }

  /** Returns Keras' decay, or null, as Deeplearning4j has it, for a constant rate. */
  private ISchedule schedule() {
    double decay = numbers.get(DECAY);
    return decay == 0
        ? null
        : new InverseSchedule(ScheduleType.ITERATION, numbers.get(RATE), decay, 1);
  }
}
