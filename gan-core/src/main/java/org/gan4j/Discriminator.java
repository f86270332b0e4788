package org.gan4j;

import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns images {@code [batch, channels, height, width]} into raw scores {@code [batch, 1]}: any
 * number, higher is more real. With a loss of the logistic kind a score is a logit, and its sigmoid
 * the probability that the image is real. Samples that are no images, such as points of the plane,
 * are {@code [batch, size]} wherever images are mentioned.
 */
public interface Discriminator extends Player {
  /**
   * {@return a discriminator around a Deeplearning4j network}
   *
   * @param network an initialised or new {@code MultiLayerNetwork} or {@code ComputationGraph};
   *     takes {@code [batch, channels, height, width]} or {@code [batch, channels * height *
   *     width]}, gives {@code [batch, 1]} without an activation function (identity)
   * @param shape of the images, or {@link SampleShape#vector}
   * @throws IllegalArgumentException if the network ends in an output layer or in a squashing
   *     activation, has frozen layers that pass no correct gradient, does not take images of that
   *     shape, or gives more than one score an image
   */
  static Discriminator of(Model network, SampleShape shape) {
    return EngineDiscriminator.of(network, shape);
  }

  /**
   * {@return the gradient at the images of the last forward pass, with this discriminator frozen:
   * parameters, waiting gradients, updater state and BatchNorm's running statistics stay as they
   * are, to the bit}
   *
   * <p>The forward pass it belongs to is {@link #forward}, in training mode: BatchNorm normalises
   * with the statistics of the batch and the gradient flows through them, and dropout uses the mask
   * that was drawn. See {@code org.gan4j.train.FrozenStack} for the reason.
   *
   * @param gradient of the loss at the scores, {@code [batch, 1]}
   * @throws IllegalStateException if the last pass was not one in training mode
   * @throws IllegalArgumentException if the gradient has another shape than the scores
   */
  INDArray inputGradient(INDArray gradient);

  /**
   * {@return scores in inference mode, {@code [batch, 1]}: running statistics in BatchNorm, no
   * dropout; each score depends on its own image alone. What a training pass left for {@link
   * #backward} is forgotten}
   *
   * @param images {@code [batch, channels, height, width]}
   * @throws IllegalArgumentException if the images have another shape
   */
  INDArray score(INDArray images);
}
