package org.gan4j.models;

import org.gan4j.ImageShape;
import org.gan4j.LatentSpace;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The two networks of a GAN, in any size that they can be built in. What differs between two of
 * their kind is a number or an argument here; how they are trained is a {@link Recipe}.
 */
public interface GanNetworks {
  /**
   * {@return a generator, of which nothing is allocated: it takes {@code [batch, latents.size()]},
   * gives {@code [batch, channels, height, width]} or {@code [batch, channels * height * width]}}
   *
   * @param shape of the images
   * @param latents what its latent vectors are
   * @param optimiser which is copied
   * @param seed of the initial weights
   * @throws IllegalArgumentException if there is no such network; the message says which shapes
   *     there are networks for
   */
  Blueprint generator(ImageShape shape, LatentSpace latents, IUpdater optimiser, long seed);

  /**
   * {@return a discriminator, of which nothing is allocated: it takes {@code [batch, channels,
   * height, width]} or {@code [batch, channels * height * width]}, and classes if it is {@link
   * Blueprint#given given} any; gives raw scores {@code [batch, 1]}, and behind them what else it
   * says}
   *
   * @param shape of the images
   * @param latents what the generator's latent vectors are: classes and codes, if there are any
   * @param optimiser which is copied
   * @param seed of the initial weights
   * @throws IllegalArgumentException if there is no such network; the message says which shapes
   *     there are networks for
   */
  Blueprint discriminator(ImageShape shape, LatentSpace latents, IUpdater optimiser, long seed);

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
