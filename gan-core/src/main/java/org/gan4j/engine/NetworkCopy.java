package org.gan4j.engine;

import com.google.common.base.Ascii;
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
  private static final String RATE = "learningRate";
  private static final String SCHEDULE = "learningRateSchedule";

  private static final int MOST_WORDS = 100; // of a value in a message

  /** Fields that say where a network stands, and not how it is built. */
  private static final Set<String> STATE =
      Set.of("iterationCount", "epochCount", "seed", RATE, SCHEDULE);

  /** Returns in what the two are not built alike, if they are not. */
  Optional<String> difference() {
    if (target.getClass() != source.getClass()) {
      return Optional.of("a %s is no %s".formatted(kind(target), kind(source)));
    }
    return difference("", built(target.model()), built(source.model()))
        .or(() -> sizes("parameters", target.model().params(), source.model().params()))
        .or(() -> sizes("values of the updater", state(target), state(source)))
        .or(this::blocks);
  }

  private static String kind(Backbone network) {
    return network.model().getClass().getSimpleName();
  }

  /** Layers of one learning rate share a block; what is remembered is in the order of blocks. */
  private Optional<String> blocks() {
    return blocks(target).equals(blocks(source))
        ? Optional.empty()
        : Optional.of("other layers share their learning rate with their neighbours");
  }

  /** Returns where each block of parameters ends that the updater treats alike. */
  private static List<Integer> blocks(Backbone network) {
    return network.updater() instanceof BaseMultiLayerUpdater<?> updater
        ? updater.getUpdaterBlocks().stream().map(UpdaterBlock::getParamOffsetEnd).toList()
        : List.of();
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
    return target.isArray() && source.isArray() && target.size() == source.size()
        ? elements(where, target, source)
        : Optional.of(
            "%s is %s and not %s".formatted(where.substring(1), words(target), words(source)));
  }

  private static String words(JsonNode node) {
    if (node.isMissingNode()) {
      return "not there";
    }
    return node.isArray()
        ? "%s elements".formatted(node.size())
        : Ascii.truncate(node.toString(), MOST_WORDS, "...");
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
    JsonNode fields = JSON.valueToTree(source); // ND4J has no getters for all
    JsonNode schedule = fields.path(SCHEDULE);
    target.setLrAndSchedule(
        fields.path(RATE).asDouble(), schedule.isObject() ? schedule(schedule) : null);
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
