package org.gan4j;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.engine.Profile;
import org.gan4j.engine.file.StoredNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network of the game. Its passes go {@linkplain #forward forward} and back; the gradients of its
 * parameters add up until the {@link #update}. Gradients are those of a loss that is a mean over
 * the batch. A player may be used by one thread at a time; where two threads make passes of one of
 * gan4j's players at the same time, one of them gets an {@code IllegalStateException} and the other
 * its right values.
 *
 * <p><b>Ownership.</b> Every array that a method returns is a new one and belongs to the caller,
 * who may {@code close()} it as soon as it is of no more use: that frees its native memory at once,
 * where otherwise the garbage collector does it at some time. An array that was given to a player
 * stays the caller's. {@link #parameters} is a view.
 */
public interface Player extends Link {
  /**
   * {@return a player around a Deeplearning4j network that is neither a generator of samples from
   * latents nor a discriminator, such as one that turns pictures into pictures}
   *
   * @param network an initialised or new {@code MultiLayerNetwork} or {@code ComputationGraph}
   * @param inputs the shapes of what it takes, in the order of its inputs
   * @throws IllegalArgumentException if the network ends in an output layer, has frozen layers that
   *     pass no correct gradient, or takes something else
   */
  static Player of(Model network, SampleShape... inputs) {
    return EnginePlayer.of(network, List.of(inputs));
  }

  /**
   * {@return what the network gives in inference mode, in the order of its outputs: running
   * statistics in BatchNorm, no dropout}
   *
   * @param inputs {@code [batch, ...]} each, in the order of its inputs
   * @throws IllegalArgumentException if something has another shape
   */
  List<INDArray> infer(INDArray... inputs);

  /**
   * Makes one optimiser step with the sum of the gradients of all ways back since the last one.
   * BatchNorm's running statistics move here, and only here: once, by the mean of what those saw.
   *
   * @throws IllegalStateException if no gradients wait
   */
  void update();

  /**
   * Fixes what dropout draws in the coming training passes. ND4J's random generator of the calling
   * thread is seeded anew at each of them.
   *
   * @param seed any number
   */
  void seed(long seed);

  /**
   * {@return all parameters in one array: a view, writing to it changes the network. BatchNorm's
   * running statistics are among them}
   */
  INDArray parameters();

  /** {@return the sum of the parameters' gradients that wait for {@link #update}, a new array} */
  INDArray gradients();

  /** {@return the floating point type that the network computes in} */
  DataType dataType();

  /** {@return the Deeplearning4j network itself} */
  Model network();

  /**
   * {@return in what another network is not built as this player's, if it is not: in its layers,
   * their settings, the kind of its updaters. Learning rates may differ}
   *
   * @param other of the same kind, a {@code MultiLayerNetwork} or a {@code ComputationGraph}
   */
  Optional<String> difference(Model other);

  /**
   * Takes over the parameters of another network, what its updater remembers, and its counters.
   * What waits for {@link #update} is forgotten.
   *
   * @param other without a {@link #difference}; stays as it is
   * @param learningRates whether to take over its learning rates too
   */
  void copy(Model other, boolean learningRates);

  /**
   * {@return in what a network in a file is not built as this player's, if it is not} Players of
   * gan4j load nothing that the file names, so layers may be the application's own. This method, as
   * players of others have it unless they override it, reads the file as a network of
   * Deeplearning4j's own classes.
   *
   * @param other of the same kind; all of it is read
   * @throws UncheckedIOException if it cannot be read
   */
  default Optional<String> difference(StoredNetwork other) {
    Model read = other.read();
    try {
      return difference(read);
    } finally {
      read.close();
    }
  }

  /**
   * Takes over a network in a file, as {@link #copy(Model, boolean)} does one in memory. What is
   * loaded of it is as in {@link #difference(StoredNetwork)}.
   *
   * @param other without a {@link #difference(StoredNetwork)}
   * @param learningRates whether to take over its learning rates too
   * @throws UncheckedIOException if it cannot be read any more; the network then is in no state
   */
  default void copy(StoredNetwork other, boolean learningRates) {
    Model read = other.read();
    try {
      copy(read, learningRates);
    } finally {
      read.close();
    }
  }

  /**
   * {@return the largest learning rate of a layer, as it was before a schedule lowered it; empty if
   * no layer has one}
   *
   * @throws IllegalStateException if the network's updater is not Deeplearning4j's
   */
  OptionalDouble learningRate();

  /**
   * Multiplies the learning rate of each layer, from the next update on. It is changed in the
   * network's configuration, and so is saved with it; momentum and what else the updater remembers
   * stay. Rates that follow a schedule have its initial value multiplied.
   *
   * @param factor above 0
   * @throws IllegalArgumentException if {@code factor} is not a positive number
   * @throws IllegalStateException if a schedule has no initial value, or the network's updater is
   *     not Deeplearning4j's; nothing is changed then
   */
  void scaleLearningRate(double factor);

  /** {@return where the time of passes and updates goes from now on, layer by layer} */
  Profile profile();
}
