package org.gan4j.examples;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.BestSamples;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.Latents;
import org.gan4j.image.ImageGrid;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Draws with networks that were trained before, inside of an application, in any thread. */
public final class DrawInAnApplication {
  private final Generator generator;
  private final Discriminator discriminator;
  private final Latents kind;

  /**
   * Loads two networks.
   *
   * @param run the folder that {@code gan train} wrote; any Deeplearning4j model files do
   * @param shape of their images
   * @param kind the distribution that they were trained on; {@code gan info} tells it
   * @throws IOException if a file cannot be read
   */
  public DrawInAnApplication(Path run, ImageShape shape, Latents kind) throws IOException {
    this.kind = kind;
    generator = Generator.of(load(run.resolve("generator.zip")), shape);
    discriminator = Discriminator.of(load(run.resolve("discriminator.zip")), shape);
  }

  private static MultiLayerNetwork load(Path file) throws IOException {
    return MultiLayerNetwork.load(file.toFile(), false);
  }

  /**
   * {@return one picture of the best of twenty times as many images} One thread draws at a time,
   * since a network keeps what it computes.
   *
   * @param count how many images it shows
   * @param seed the same seed draws the same picture
   */
  public synchronized BufferedImage draw(int count, long seed) {
    var latents = kind.source(generator.latentSize(), seed);
    try (BestSamples best = BestSamples.draw(generator, discriminator, latents, count, 0.05);
        INDArray images = generator.generate(best.latents())) {
      return ImageGrid.of(generator.valueRange()).draw(images);
    }
  }
}
