package org.gan4j.engine.update;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * The learning rates of a network, where its configuration has them: in the settings of one updater
 * or more for each layer. The updaters' state is elsewhere, and not touched.
 *
 * <p>Internal to gan4j.
 *
 * @param updaters settings that have a learning rate, each once
 */
public record LearningRates(List<IUpdater> updaters) {
  private static final String INITIAL = "initialValue";
  private static final String SCHEDULE = "learningRateSchedule";

  /**
   * {@return the learning rates of a network}
   *
   * @param network with Deeplearning4j's updater
   * @throws IllegalStateException if its updater is its user's own
   */
  public static LearningRates of(UpdatedNetwork network) {
    checkState(
        network.updater() instanceof BaseMultiLayerUpdater<?>,
        "the network has an updater of its own (%s), whose learning rates are not known: use"
            + " Deeplearning4j's",
        network.updater().getClass().getName());
    Set<IUpdater> updaters = Collections.newSetFromMap(new IdentityHashMap<>());
    ((BaseMultiLayerUpdater<?>) network.updater())
        .getUpdaterBlocks()
        .forEach(block -> collect(block, updaters));
    return new LearningRates(updaters.stream().filter(IUpdater::hasLearningRate).toList());
  }

  private static void collect(UpdaterBlock block, Set<IUpdater> updaters) {
    updaters.add(block.getGradientUpdater().getConfig());
    block
        .getLayersAndVariablesInBlock()
        .forEach(v -> updaters.add(v.getLayer().getConfig().getUpdaterByParam(v.getParamName())));
  }

  /** {@return the largest rate that an updater began with} */
  public OptionalDouble initial() {
    return updaters.stream().mapToDouble(updater -> updater.getLearningRate(0, 0)).max();
  }

  /**
   * Multiplies all rates, or none if one cannot be.
   *
   * @param factor a positive number
   * @throws IllegalStateException if a schedule has no initial value to multiply
   */
  public void scale(double factor) {
    checkArgument(
        factor > 0 && Double.isFinite(factor),
        "a learning rate is multiplied by a positive number, not %s",
        factor);
    updaters.stream().map(updater -> Scaled.of(updater, factor)).toList().forEach(Scaled::apply);
  }

  /**
   * What an updater is going to be given.
   *
   * @param schedule null for a constant rate, as ND4J wants it
   */
  private record Scaled(IUpdater updater, double rate, ISchedule schedule) {
    static Scaled of(IUpdater updater, double factor) {
      ObjectMapper json = NeuralNetConfiguration.mapper();
      JsonNode schedule = json.valueToTree(updater).path(SCHEDULE); // ND4J has no getter for all
      return schedule.isObject()
          ? new Scaled(updater, Double.NaN, scaled((ObjectNode) schedule, factor, json))
          : new Scaled(updater, updater.getLearningRate(0, 0) * factor, null);
    }

    private static ISchedule scaled(ObjectNode schedule, double factor, ObjectMapper json) {
      checkState(
          schedule.has(INITIAL),
          "the learning rate follows %s, which has no initial value to lower: use a constant rate, or"
              + " a schedule that has one, such as InverseSchedule",
          schedule.path("@class").asText());
      schedule.put(INITIAL, schedule.get(INITIAL).asDouble() * factor);
      try {
        return json.treeToValue(schedule, ISchedule.class);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(
            "the schedule %s cannot be copied: %s".formatted(schedule, e.getMessage()), e);
      }
    }

    void apply() {
      updater.setLrAndSchedule(rate, schedule);
    }
  }
}
