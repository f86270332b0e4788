package org.gan4j.metrics;

import com.google.common.primitives.ImmutableIntArray;
import org.gan4j.Generator;
import org.gan4j.LatentSource;
import org.gan4j.LatentSpace;
import org.gan4j.data.LabelledImages;

/** Images that come in batches, and the classes that they are of, or are asked to be of. */
public interface LabelledStream extends ImageStream {
  /** {@return how many classes there are} */
  int classes();

  /** {@return the classes of the images that were read so far, in their order} */
  ImmutableIntArray labels();

  /**
   * {@return all images of a set, in its order, with their own classes}
   *
   * @param images any set
   */
  static LabelledStream of(LabelledImages images) {
    return new LabelledSetStream(images);
  }

  /**
   * {@return images that a generator makes in inference mode, with the classes that their latents
   * ask for}
   *
   * @param generator makes the images
   * @param space what the latents are; of at least one class
   * @param latents for example {@code space.source(seed)}, all classes in turn
   * @param count how many images, at least 1
   * @throws IllegalArgumentException if {@code count} is below 1, there are no classes, or the
   *     latents have another size than the generator takes
   */
  static LabelledStream of(
      Generator generator, LatentSpace space, LatentSource latents, int count) {
    return new AskedStream(generator, space, latents, count);
  }
}
