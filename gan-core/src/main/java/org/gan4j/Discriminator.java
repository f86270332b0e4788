package org.gan4j;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns images {@code [batch, channels, height, width]} into raw scores {@code [batch, 1]}, or as
 * many as there are patches, {@code [batch, 1, height, width]}: any number, higher is more real.
 * With a loss of the logistic kind a score is a logit, and its sigmoid the probability that the
 * image is real. Samples that are no images, such as points of the plane, are {@code [batch, size]}
 * wherever images are mentioned.
 */
public interface Discriminator extends SamplePlayer {
  /**
   * {@return a discriminator around a Deeplearning4j network}
   *
   * @param network an initialised or new {@code MultiLayerNetwork} or {@code ComputationGraph};
   *     takes {@code [batch, channels, height, width]} or {@code [batch, channels * height *
   *     width]}; its first output, without an activation function (identity), are the scores:
   *     {@code [batch, 1]}, {@code [batch, m]} or {@code [batch, 1, height, width]}
   * @param shape of the images, or {@link SampleShape#vector}
   * @param given the shapes of what the network takes beside images, in the order of its further
   *     inputs: a condition, such as a label as a row of zeros and a one
   * @throws IllegalArgumentException if the network ends in an output layer or in a squashing
   *     activation, has frozen layers that pass no correct gradient, does not take images of that
   *     shape, or gives no scores
   */
  static Discriminator of(Model network, SampleShape shape, SampleShape... given) {
    return EngineDiscriminator.of(network, shape, List.of(given));
  }

  /**
   * {@return scores in inference mode: running statistics in BatchNorm, no dropout; each score
   * depends on its own image, and what is given with it, alone}
   *
   * @param images {@code [batch, channels, height, width]}
   * @param given what the network takes beside, {@code [batch, ...]} each
   * @throws IllegalArgumentException if something has another shape
   */
  INDArray score(INDArray images, INDArray... given);
}
