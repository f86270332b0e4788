package org.gan4j;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns latents {@code [batch, latentSize]} into images {@code [batch, channels, height, width]}.
 * Samples that are no images, such as points of the plane, are {@code [batch, size]} wherever
 * images are mentioned.
 */
public interface Generator extends SamplePlayer {
  /**
   * {@return a generator around a Deeplearning4j network, whose value range follows from the
   * network's last activation: [-1, 1] for tanh, [0, 1] for sigmoid, and of any other all numbers
   * if the samples are no images}
   *
   * @param network an initialised or new {@code MultiLayerNetwork} or {@code ComputationGraph};
   *     takes {@code [batch, latentSize]} or {@code [batch, latentSize, 1, 1]}, gives {@code
   *     [batch, channels, height, width]} or {@code [batch, channels * height * width]}
   * @param shape of the images, or {@link SampleShape#vector}
   * @param given the shapes of what the network takes beside latents, in the order of its further
   *     inputs: a condition, such as a label as a row of zeros and a one
   * @throws IllegalArgumentException if the network ends in an output layer, has frozen layers that
   *     pass no correct gradient, gives no images of that shape, or has no known value range
   */
  static Generator of(Model network, SampleShape shape, SampleShape... given) {
    return EngineGenerator.of(network, shape, List.of(given));
  }

  /**
   * {@return a generator around a Deeplearning4j network that ends in an unbounded activation}
   *
   * @param network as for {@link #of(Model, SampleShape, SampleShape...)}
   * @param shape of the images, or {@link SampleShape#vector}
   * @param range of the values that the network is to learn to give
   * @param given as for {@link #of(Model, SampleShape, SampleShape...)}
   * @throws IllegalArgumentException as for {@link #of(Model, SampleShape, SampleShape...)}, and if
   *     the last activation cannot give the values of that range
   */
  static Generator of(Model network, SampleShape shape, ValueRange range, SampleShape... given) {
    return EngineGenerator.of(network, shape, range, List.of(given));
  }

  /** {@return how many latent values make one image} */
  int latentSize();

  /** {@return the interval that the images' values lie in} */
  ValueRange valueRange();

  /**
   * {@return images in inference mode: running statistics in BatchNorm, no dropout; each image
   * depends on its own latents, and what is given with them, alone}
   *
   * @param latents {@code [batch, latentSize]}
   * @param given what the network takes beside, {@code [batch, ...]} each
   * @throws IllegalArgumentException if something has another shape
   */
  INDArray generate(INDArray latents, INDArray... given);
}
