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
import org.gan4j.engine.file.NetworkJson;
import org.gan4j.engine.update.UpdaterRates.Change;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
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
  private static final String SHARE = "value"; // of a FixedSchedule

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

  /** {@return the largest rate that an updater began with, of which it may use a share now} */
  public OptionalDouble initial() {
    return updaters.stream().map(Setting::of).mapToDouble(Setting::initial).max();
  }

  /**
   * Lets all updaters use a share of their rates, or none if one cannot. The rate itself stays in
   * the updater's settings, beside a schedule that always gives the share.
   *
   * @param share from 0 to 1
   * @throws IllegalStateException if a rate follows a schedule of its own
   */
  public void use(double share) {
    checkArgument(
        share >= 0 && share <= 1, "the share of a learning rate is from 0 to 1, not %s", share);
    updaters.stream()
        .map(updater -> Setting.of(updater).used(share))
        .toList()
        .forEach(Change::make);
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
    updaters.stream()
        .map(updater -> Setting.of(updater).scaled(factor))
        .toList()
        .forEach(Change::make);
  }

  /**
   * What an updater has.
   *
   * @param rate does nothing beside a schedule, unless that is a share of it
   * @param schedule as JSON, since ND4J has no getter for all; missing for a constant rate
   */
  private record Setting(IUpdater updater, double rate, JsonNode schedule) {
    static Setting of(IUpdater updater) {
      JsonNode json = NeuralNetConfiguration.mapper().valueToTree(updater);
      return new Setting(
          updater, json.path(NetworkJson.RATE).asDouble(), json.path(NetworkJson.SCHEDULE));
    }

    private boolean isConstant() {
      return !schedule.isObject();
    }

    /** Whether the schedule is what {@link #used} makes. */
    private boolean isShare() {
      return schedule.path("@class").asText().equals(FixedSchedule.class.getName())
          && schedule.path(SHARE).asDouble() <= rate;
    }

    double initial() {
      return isShare() ? rate : updater.getLearningRate(0, 0);
    }

    Change used(double share) {
      checkState(
          isConstant() || isShare(),
          "the learning rate follows %s already, and so cannot fall otherwise: use a constant rate",
          schedule.path("@class").asText());
      return new Change(updater, initial(), share == 1 ? null : new FixedSchedule(rate * share));
    }

    Change scaled(double factor) {
      return isConstant()
          ? new Change(updater, updater.getLearningRate(0, 0) * factor, null)
          : new Change(updater, isShare() ? rate * factor : Double.NaN, scaledSchedule(factor));
    }

    private ISchedule scaledSchedule(double factor) {
      String field = isShare() ? SHARE : INITIAL;
      checkState(
          schedule.has(field),
          "the learning rate follows %s, which has no initial value to lower: use a constant rate, or"
              + " a schedule that has one, such as InverseSchedule",
          schedule.path("@class").asText());
      ObjectNode changed = schedule.deepCopy();
      changed.put(field, schedule.get(field).asDouble() * factor);
      try {
        return NeuralNetConfiguration.mapper().treeToValue(changed, ISchedule.class);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(
            "the schedule %s cannot be copied: %s".formatted(changed, e.getMessage()), e);
      }
    }
  }
}
