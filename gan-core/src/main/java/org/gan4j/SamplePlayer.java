package org.gan4j;

/** A player whose samples have a shape: a generator, which makes them, or a discriminator. */
public interface SamplePlayer extends Player {
  /** {@return the shape of the samples that this player makes or judges, images or not} */
  SampleShape sampleShape();

  /**
   * {@return the shape of the images that this player makes or judges}
   *
   * @throws IllegalStateException if its samples are no images
   */
  default ImageShape imageShape() {
    if (sampleShape() instanceof ImageShape images) {
      return images;
    }
    throw new IllegalStateException(
        "samples of %s are no images, and only these have pixels".formatted(sampleShape()));
  }
}
