package org.gan4j.models;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.ImageShape;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The two networks of a GAN, in any size that they can be built in. What differs between two of
 * their kind is a number or an argument here; how they are trained is a {@link Recipe}.
 */
public interface GanNetworks {
  /**
   * {@return the layers of a generator, of which nothing is allocated: it takes {@code [batch,
   * latentSize]}, gives {@code [batch, channels, height, width]} or {@code [batch, channels *
   * height * width]}}
   *
   * @param shape of the images
   * @param latentSize values in one latent vector, at least 1
   * @param optimiser which is copied
   * @param seed of the initial weights
   * @throws IllegalArgumentException if there is no such network; the message says which shapes
   *     there are networks for
   */
  MultiLayerConfiguration generatorLayers(
      ImageShape shape, int latentSize, IUpdater optimiser, long seed);

  /**
   * {@return the layers of a discriminator, of which nothing is allocated: it takes {@code [batch,
   * channels, height, width]} or {@code [batch, channels * height * width]}, gives raw scores
   * {@code [batch, 1]}}
   *
   * @param shape of the images
   * @param optimiser which is copied
   * @param seed of the initial weights
   * @throws IllegalArgumentException if there is no such network; the message says which shapes
   *     there are networks for
   */
  MultiLayerConfiguration discriminatorLayers(ImageShape shape, IUpdater optimiser, long seed);

  /**
   * {@return a new generator of those layers, with its initial weights}
   *
   * @param shape of the images
   * @param latentSize values in one latent vector, at least 1
   * @param optimiser which is copied
   * @param seed of the initial weights
   * @throws IllegalArgumentException if there is no such network
   */
  default MultiLayerNetwork generator(
      ImageShape shape, int latentSize, IUpdater optimiser, long seed) {
    return Keras.initialised(generatorLayers(shape, latentSize, optimiser, seed));
  }

  /**
   * {@return a new discriminator of those layers, with its initial weights}
   *
   * @param shape of the images
   * @param optimiser which is copied
   * @param seed of the initial weights
   * @throws IllegalArgumentException if there is no such network
   */
  default MultiLayerNetwork discriminator(ImageShape shape, IUpdater optimiser, long seed) {
    return Keras.initialised(discriminatorLayers(shape, optimiser, seed));
  }

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
