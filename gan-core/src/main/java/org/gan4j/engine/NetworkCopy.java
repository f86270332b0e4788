package org.gan4j.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * Puts a network into the state of another one that was built alike: parameters, what the updater
 * remembers, counters, learning rates.
 *
 * @param target that is changed
 * @param source that stays as it is
 */
record NetworkCopy(Backbone target, Backbone source) {
  private static final ObjectMapper JSON = NeuralNetConfiguration.mapper();
  private static final String SCHEDULE = "learningRateSchedule";

  /** Fields that say where a network stands, and not how it is built. */
  private static final Set<String> STATE =
      Set.of("iterationCount", "epochCount", "seed", "learningRate", SCHEDULE);

  /** Returns in what the two are not built alike, if they are not. */
  Optional<String> difference() {
    return difference("", built(target.model()), built(source.model()))
        .or(() -> sizes("parameters", target.model().params(), source.model().params()))
        .or(() -> sizes("values of the updater", state(target), state(source)));
  }

  private static Optional<String> sizes(String what, INDArray target, INDArray source) {
    long has = length(target);
    long would = length(source);
    return has == would
        ? Optional.empty()
        : Optional.of("%s %s are not %s".formatted(has, what, would));
  }

  private static long length(INDArray array) {
    return array == null ? 0 : array.length();
  }

  private static JsonNode built(Model network) {
    String json =
        network instanceof ComputationGraph graph
            ? graph.getConfiguration().toJson()
            : ((MultiLayerNetwork) network).getLayerWiseConfigurations().toJson();
    try {
      return withoutState(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Deeplearning4j wrote what it cannot read", e);
    }
  }

  private static JsonNode withoutState(JsonNode node) {
    if (node instanceof ObjectNode fields) {
      fields.remove(STATE);
    }
    node.forEach(NetworkCopy::withoutState);
    return node;
  }

  private static Optional<String> difference(String where, JsonNode target, JsonNode source) {
    if (target.equals(source)) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    target.fieldNames().forEachRemaining(names::add);
    if (target.isObject() && source.isObject()) {
      source.fieldNames().forEachRemaining(names::add);
      return names.stream()
          .flatMap(
              name -> difference(where + "." + name, target.path(name), source.path(name)).stream())
          .findFirst();
    }
    return target instanceof ArrayNode
            && source instanceof ArrayNode
            && target.size() == source.size()
        ? elements(where, target, source)
        : Optional.of("%s is %s and not %s".formatted(where.substring(1), target, source));
  }

  private static Optional<String> elements(String where, JsonNode target, JsonNode source) {
    for (int i = 0; i < target.size(); i++) {
      Optional<String> found = difference(where + "." + i, target.get(i), source.get(i));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static INDArray state(Backbone network) {
    return network.updater().getStateViewArray();
  }

  /** Copies all but the learning rates. */
  void copy() {
    target.model().params().assign(source.model().params());
    if (length(state(target)) > 0) {
      state(target).assign(state(source));
    }
    target.iteration(source.iteration());
    target.epoch(source.epoch());
  }

  /** Copies the learning rates, which a guard may have lowered. */
  void copyRates() {
    List<IUpdater> ofTarget = updaters(target);
    List<IUpdater> ofSource = updaters(source);
    for (int i = 0; i < ofTarget.size(); i++) {
      if (ofTarget.get(i).hasLearningRate()) {
        copyRate(ofTarget.get(i), ofSource.get(i));
      }
    }
  }

  private static void copyRate(IUpdater target, IUpdater source) {
    JsonNode schedule = JSON.valueToTree(source).path(SCHEDULE); // ND4J has no getter for all
    if (schedule.isObject()) {
      target.setLrAndSchedule(Double.NaN, schedule(schedule));
    } else {
      target.setLrAndSchedule(source.getLearningRate(0, 0), null);
    }
  }

  private static ISchedule schedule(JsonNode json) {
    try {
      return JSON.treeToValue(json, ISchedule.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Deeplearning4j wrote what it cannot read", e);
    }
  }

  /** Returns the settings of each block of parameters, and of each layer of it. */
  private static List<IUpdater> updaters(Backbone network) {
    List<IUpdater> updaters = new ArrayList<>();
    if (network.updater() instanceof BaseMultiLayerUpdater<?> updater) {
      for (UpdaterBlock block : updater.getUpdaterBlocks()) {
        updaters.add(block.getGradientUpdater().getConfig());
        block
            .getLayersAndVariablesInBlock()
            .forEach(
                v -> updaters.add(v.getLayer().getConfig().getUpdaterByParam(v.getParamName())));
      }
    }
    return updaters;
  }
}
