package org.gan4j.engine.file;

import com.google.common.base.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * The configuration of a network as Deeplearning4j writes it into files, and how two differ.
 * Internal to gan4j.
 */
public final class NetworkJson {
  /** The field of an updater's constant learning rate. */
  public static final String RATE = "learningRate";

  /** The field of the schedule that an updater's learning rate follows. */
  public static final String SCHEDULE = "learningRateSchedule";

  private static final int MOST_WORDS = 100; // of a value in a message

  /** Fields that say where a network stands, and not how it is built. */
  private static final Set<String> STATE =
      Set.of("iterationCount", "epochCount", "seed", RATE, SCHEDULE);

  private NetworkJson() {}

  static String text(Model network) {
    return network instanceof ComputationGraph graph
        ? graph.getConfiguration().toJson()
        : ((MultiLayerNetwork) network).getLayerWiseConfigurations().toJson();
  }

  /**
   * {@return the configuration of a network}
   *
   * @param network a {@code MultiLayerNetwork} or {@code ComputationGraph}
   */
  public static JsonNode of(Model network) {
    try {
      return NeuralNetConfiguration.mapper().readTree(text(network));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Deeplearning4j wrote what it cannot read", e);
    }
  }

  static boolean isGraph(JsonNode configuration) {
    return configuration.has("networkInputs");
  }

  /**
   * {@return in what two are not built alike, if they are not}
   *
   * @param target what is there
   * @param source what is compared with it
   */
  public static Optional<String> difference(JsonNode target, JsonNode source) {
    return isGraph(target) == isGraph(source)
        ? difference("", withoutState(target.deepCopy()), withoutState(source.deepCopy()))
        : Optional.of("a %s is no %s".formatted(kind(target), kind(source)));
  }

  private static String kind(JsonNode configuration) {
    return (isGraph(configuration) ? ComputationGraph.class : MultiLayerNetwork.class)
        .getSimpleName();
  }

  private static JsonNode withoutState(JsonNode node) {
    if (node instanceof ObjectNode fields) {
      fields.remove(STATE);
    }
    node.forEach(NetworkJson::withoutState);
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
}
