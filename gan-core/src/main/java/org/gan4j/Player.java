package org.gan4j;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.engine.Profile;
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
 * stays the caller's. {@link Weights#parameters} is a view.
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

  /** {@return what the network has learnt, and how fast it learns} */
  Weights weights();

  /**
   * {@return the first layer that scales what it gives by the statistics of its batch, a BatchNorm,
   * in words; empty if there is none, and unless it is overridden}
   */
  default Optional<String> batchNorm() {
    return Optional.empty();
  }

  /**
   * {@return the first layer that lets what it gives for one sample depend on the others of its
   * batch, a BatchNorm or a minibatch deviation, in words; the {@link #batchNorm}, unless it is
   * overridden}
   */
  default Optional<String> batchDependence() {
    return batchNorm();
  }

  /** {@return the floating point type that the network computes in} */
  DataType dataType();

  /** {@return the Deeplearning4j network itself} */
  Model network();

  /**
   * {@return where the time of passes and updates goes from now on, layer by layer; empty of a
   * player that does not measure it}
   */
  default Optional<Profile> profile() {
    return Optional.empty();
  }
}
