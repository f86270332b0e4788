package org.gan4j.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.GanException;
import org.gan4j.engine.file.StoredNetwork;
import org.gan4j.file.Archive;
import org.gan4j.train.AdversarialTrainer;

/** Puts a trainer where a checkpoint was made; all is compared before anything is changed. */
final class Restoring {
  private final Checkpoint from;
  private final AdversarialTrainer trainer;

  Restoring(Checkpoint from, AdversarialTrainer trainer) {
    this.from = from;
    this.trainer = trainer;
  }

  /**
   * Restores.
   *
   * @param known differences that it is refused for, beside those of the networks
   * @param rates whether to take over learning rates
   */
  void run(List<String> known, boolean rates) {
    try (Archive archive = Checkpoint.open(from.file())) {
      Map<String, StoredNetwork> stored = new LinkedHashMap<>();
      for (String player : trainer.players().keySet()) {
        stored.put(player, StoredNetwork.of(archive.source(Checkpoint.part(player))));
      }
      refuseDifferences(stored, known);
      States.read(archive, trainer.stateful());
      trainer.players().forEach((name, player) -> player.weights().copy(stored.get(name), rates));
      trainer.restore(from.state());
    } catch (IOException e) {
      throw unusable(e);
    } catch (UncheckedIOException e) {
      throw unusable(e.getCause());
    }
  }

  private GanException unusable(IOException reason) {
    return new GanException(
        "the checkpoint %s cannot be used: %s".formatted(from.file(), reason.getMessage()), reason);
  }

  private void refuseDifferences(Map<String, StoredNetwork> stored, List<String> known) {
    List<String> differences = new ArrayList<>(known);
    trainer
        .players()
        .forEach(
            (name, player) ->
                player
                    .weights()
                    .difference(stored.get(name))
                    .ifPresent(what -> differences.add("in the " + name + ", " + what)));
    if (!differences.isEmpty()) {
      throw new GanException(
          "the checkpoint %s is of another trainer: %s; make the trainer as the first one was made"
              .formatted(from.file(), String.join("; ", differences)));
    }
  }
}
