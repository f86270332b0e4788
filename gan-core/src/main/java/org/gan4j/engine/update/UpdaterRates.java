package org.gan4j.engine.update;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.gan4j.engine.file.ConfigurationReader;
import org.gan4j.engine.file.NetworkJson;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.core.JsonPointer;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.MissingNode;

/**
 * The learning rates of a network, and where the JSON of one that is built alike has its own.
 * Internal to gan4j.
 *
 * @param places of each parameter's updater, in the order of the optimiser's memory
 * @param updaters that are given rates, and the places of theirs
 */
public record UpdaterRates(
    List<Optional<JsonPointer>> places, IdentityHashMap<IUpdater, JsonPointer> updaters) {

  /**
   * An updater and what it is to be given.
   *
   * @param updater whose rate changes
   * @param rate a constant
   * @param schedule may be null, as ND4J wants it
   */
  public record Change(IUpdater updater, double rate, ISchedule schedule) {
    /** Gives it. */
    public void make() {
      updater.setLrAndSchedule(rate, schedule);
    }
  }

  /**
   * {@return the rates of a network}
   *
   * @param network of any updater
   */
  public static UpdaterRates of(UpdatedNetwork network) {
    UpdaterPlaces written = UpdaterPlaces.of(network.model());
    IdentityHashMap<IUpdater, JsonPointer> updaters = written.all();
    List<Optional<JsonPointer>> places = new ArrayList<>();
    if (network.updater() instanceof BaseMultiLayerUpdater<?> updater) {
      for (UpdaterBlock block : updater.getUpdaterBlocks()) {
        List<Optional<JsonPointer>> ofBlock = places(block, written);
        places.addAll(ofBlock);
        ofBlock.get(0).ifPresent(at -> updaters.put(block.getGradientUpdater().getConfig(), at));
      }
    }
    updaters.keySet().removeIf(updater -> !updater.hasLearningRate());
    return new UpdaterRates(places, updaters);
  }

  private static List<Optional<JsonPointer>> places(UpdaterBlock block, UpdaterPlaces written) {
    return block.getLayersAndVariablesInBlock().stream()
        .map(
            v -> {
              TrainingConfig layer = v.getLayer().getConfig();
              return written.of(layer, layer.getUpdaterByParam(v.getParamName()));
            })
        .toList();
  }

  /**
   * {@return whether the same parameters share an updater with their neighbours in two networks}
   *
   * @param one configuration of a network that is built as this one
   * @param other another one
   */
  public boolean sharedAlike(JsonNode one, JsonNode other) {
    return shared(one).equals(shared(other));
  }

  private List<Boolean> shared(JsonNode configuration) {
    List<Boolean> shared = new ArrayList<>();
    JsonNode before = MissingNode.getInstance();
    for (Optional<JsonPointer> place : places) {
      JsonNode updater = place.map(configuration::at).orElse(MissingNode.getInstance());
      shared.add(updater.equals(before));
      before = updater;
    }
    return shared;
  }

  /**
   * {@return what makes the rates of one configuration, that of this network, those of another}
   *
   * @param own that of this network
   * @param other of a network that is built as this one
   * @throws UncheckedIOException if a schedule is of a class that is neither Deeplearning4j's nor
   *     that of the one in its place, or cannot be read
   */
  public List<Change> changes(JsonNode own, JsonNode other) {
    return updaters.entrySet().stream()
        .map(each -> change(each.getKey(), own.at(each.getValue()), other.at(each.getValue())))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Change> change(IUpdater updater, JsonNode now, JsonNode wanted) {
    if (now.equals(wanted)) {
      return Optional.empty(); // and its schedule may be one that cannot be read
    }
    JsonNode schedule = wanted.path(NetworkJson.SCHEDULE);
    String own = now.path(NetworkJson.SCHEDULE).path("@class").asText();
    return Optional.of(
        new Change(
            updater,
            wanted.path(NetworkJson.RATE).asDouble(),
            schedule.isObject() ? schedule(schedule, own) : null));
  }

  private static ISchedule schedule(JsonNode json, String own) {
    try {
      return new ConfigurationReader(Set.of(own)).schedule(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
