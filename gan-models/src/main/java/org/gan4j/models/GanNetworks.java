package org.gan4j.models;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.ImageShape;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The two networks of a GAN, in any size that they can be built in. What differs between two of
 * their kind is a number or an argument here; how they are trained is a {@link Recipe}.
 */
public interface GanNetworks {
  /**
   * {@return a new generator: takes {@code [batch, latentSize]}, gives {@code [batch, channels,
   * height, width]} or {@code [batch, channels * height * width]}}
   *
   * @param shape of the images
   * @param latentSize values in one latent vector, at least 1
   * @param optimiser which is copied
   * @param seed of the initial weights
   * @throws IllegalArgumentException if there is no such network; the message says which shapes
   *     there are networks for
   */
  MultiLayerNetwork generator(ImageShape shape, int latentSize, IUpdater optimiser, long seed);

  /**
   * {@return a new discriminator: takes {@code [batch, channels, height, width]} or {@code [batch,
   * channels * height * width]}, gives raw scores {@code [batch, 1]}}
   *
   * @param shape of the images
   * @param optimiser which is copied
   * @param seed of the initial weights
   * @throws IllegalArgumentException if there is no such network; the message says which shapes
   *     there are networks for
   */
  MultiLayerNetwork discriminator(ImageShape shape, IUpdater optimiser, long seed);

  /**
   * {@return whether there are networks for images of a shape}
   *
   * @param shape of the images
   */
  default boolean takes(ImageShape shape) {
    return true;
  }

  /**
   * {@return what images need to have, so that there are networks for them, as a message says it}
   */
  default String needs() {
    return "at least one pixel";
  }
}
