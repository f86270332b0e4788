package org.gan4j.models;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.ImageShape;
import org.gan4j.LatentSpace;
import org.gan4j.SampleShape;
import org.nd4j.linalg.learning.config.IUpdater;

/** Two networks of layers one after the other. */
public interface LayeredNetworks extends GanNetworks {
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

  @Override
  default Blueprint generator(
      ImageShape shape, LatentSpace latents, IUpdater optimiser, long seed) {
    return Blueprint.of(
        generatorLayers(shape, latents.size(), optimiser, seed),
        SampleShape.vector(latents.size()));
  }

  @Override
  default Blueprint discriminator(
      ImageShape shape, LatentSpace latents, IUpdater optimiser, long seed) {
    return Blueprint.of(discriminatorLayers(shape, optimiser, seed), shape);
  }
}
