package org.gan4j.engine;

import java.util.List;
import java.util.Optional;
import org.gan4j.engine.file.NetworkJson;
import org.gan4j.engine.update.UpdaterRates;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * Puts a network into the state of another one that was built alike: parameters, what the updater
 * remembers, counters, learning rates. Of the other one its configuration's JSON is enough, and its
 * numbers: no layer is made of it, so that an application's own are as good as Deeplearning4j's,
 * and nothing that a file names is loaded.
 */
final class NetworkCopy {
  private final Backbone target;
  private final Source source;
  private final JsonNode own;
  private final UpdaterRates rates;

  /** The network that is copied. */
  interface Source {
    /** Returns its configuration, as Deeplearning4j writes it. */
    JsonNode configuration();

    /**
     * Returns in what its numbers are not those that a network has room for, if they are not.
     *
     * @param target built alike
     */
    Optional<String> difference(Backbone target);

    /** Puts its parameters and what its updater remembers into a network with room for them. */
    void fill(Backbone target);
  }

  /** Plans a copy, and changes nothing. */
  NetworkCopy(Backbone target, Source source) {
    this.target = target;
    this.source = source;
    this.own = NetworkJson.of(target.model());
    this.rates = UpdaterRates.of(target);
  }

  /** Returns in what the two are not built alike, or what makes a copy impossible. */
  Optional<String> difference() {
    return NetworkJson.difference(own, source.configuration())
        .or(this::blocks)
        .or(this::schedules)
        .or(() -> source.difference(target));
  }

  /** Layers of one learning rate share a block; what is remembered is in the order of blocks. */
  private Optional<String> blocks() {
    return rates.sharedAlike(own, source.configuration())
        ? Optional.empty()
        : Optional.of("other layers share their learning rate with their neighbours");
  }

  /** Finds out early whether the other one's rates can be taken over. */
  private Optional<String> schedules() {
    rates.changes(own, source.configuration());
    return Optional.empty();
  }

  /**
   * Makes the copy.
   *
   * @param withRates whether of the learning rates too, which a guard may have lowered
   */
  void copy(boolean withRates) {
    JsonNode from = source.configuration();
    List<UpdaterRates.Change> changes = withRates ? rates.changes(own, from) : List.of();
    source.fill(target);
    target.iteration(from.path("iterationCount").asInt());
    target.epoch(from.path("epochCount").asInt());
    changes.forEach(UpdaterRates.Change::make);
  }

  /** Returns what the updater of a network remembers, or null. */
  static INDArray memory(Backbone network) {
    return network.updater().getStateViewArray();
  }
}
