package org.gan4j.cli;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.Discriminator;
import org.gan4j.GanException;
import org.gan4j.Generator;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.run.RunConfig;
import org.gan4j.run.RunFolder;

/**
 * The players in one checkpoint of a run.
 *
 * @param folder of the run
 * @param checkpoint of it
 */
record RunNetworks(RunFolder folder, Checkpoint checkpoint) {
  /**
   * Returns the generator of a checkpoint: its average over the steps, if the run has one.
   *
   * @param raw whether to leave the average aside
   * @param say is told of the average
   * @throws GanException if it does not fit the configuration
   */
  Generator generator(boolean raw, Consumer<String> say) {
    RunConfig config = folder.config();
    Optional<Model> average = raw ? Optional.empty() : checkpoint.averagedGenerator();
    Model network = average.orElseGet(checkpoint::generator);
    Generator generator =
        usable(() -> Generator.of(network, config.images().shape(), config.images().range()));
    int size = generator.latentSize();
    int expected = config.latentSpace().size();
    if (size != expected) {
      throw new GanException(
          "the generator of %s takes %d latents for an image, but %s says %d: the two are not of the"
                  .formatted(folder.path(), size, folder.configFile(), expected)
              + " same run, restore the one that is missing here");
    }
    if (average.isPresent()) {
      say.accept(
          "with the average of the generator; --raw takes that of step %,d itself"
              .formatted(checkpoint.step()));
    }
    return generator;
  }

  /**
   * Returns the discriminator of a checkpoint.
   *
   * @throws GanException if it does not fit the configuration
   */
  Discriminator discriminator() {
    RunConfig config = folder.config();
    return usable(
        () ->
            config
                .latentSpace()
                .discriminator(checkpoint.discriminator(), config.images().shape()));
  }

  private <T> T usable(Supplier<T> player) {
    try {
      return player.get();
    } catch (IllegalArgumentException e) {
      throw new GanException(
          "the networks of %s cannot be used (%s): train the run again"
              .formatted(folder.path(), e.getMessage()),
          e);
    }
  }
}
