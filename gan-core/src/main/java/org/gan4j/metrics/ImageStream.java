package org.gan4j.metrics;

import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.LatentSource;
import org.gan4j.data.ImageSet;

/**
 * Images that are looked at once, one batch after the other, as bytes: those of a generator are
 * rounded as they are in a picture that is saved, so that both kinds are measured alike.
 */
public interface ImageStream {
  /** {@return the shape of every image} */
  ImageShape shape();

  /** {@return how many images there are in all, at least 1} */
  int size();

  /**
   * {@return the next images, each channel by channel, row by row, as unsigned bytes from 0 (black)
   * to 255 (white)}
   *
   * @param count how many, at least 1; never more in all than there are
   */
  byte[] next(int count);

  /**
   * {@return all images of a set, in its order}
   *
   * @param images any set
   */
  static ImageStream of(ImageSet images) {
    return new SetStream(images);
  }

  /**
   * {@return images that a generator makes in inference mode}
   *
   * @param generator makes the images
   * @param latents the distribution that it was trained on
   * @param count how many images, at least 1
   * @throws IllegalArgumentException if {@code count} is below 1, or the latents have another size
   *     than the generator takes
   */
  static ImageStream of(Generator generator, LatentSource latents, int count) {
    return new GeneratorStream(generator, latents, count);
  }
}
