package org.gan4j;

import java.util.List;

/** A player whose samples have a shape: a generator, which makes them, or a discriminator. */
public interface SamplePlayer extends Player {
  /** {@return the shape of the samples that this player makes or judges, images or not} */
  SampleShape sampleShape();

  /**
   * {@return the shapes of what the network takes beside latents or samples, in the order of its
   * further inputs, such as {@link SampleShape#vector} of a label as a row of zeros and a one;
   * usually there is nothing}
   */
  default List<SampleShape> given() {
    return List.of();
  }

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
