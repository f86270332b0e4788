package org.gan4j.game;

import static com.google.common.base.Preconditions.checkArgument;

import org.gan4j.SampleShape;
import org.gan4j.ValueRange;
import org.gan4j.data.BatchSource;
import org.gan4j.data.Batching;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;

/**
 * What a game takes of the real world.
 *
 * @param shape of its samples
 * @param range of their values
 * @param batching how they are drawn from a set
 * @param size how many at a time
 * @param classes that each sample of a set is to be told the one of, as a row of zeros and a one
 *     beside it; 0 if nobody asks for it
 */
public record RealBatches(
    SampleShape shape, ValueRange range, Batching batching, int size, int classes) {
  /**
   * Takes samples alone of a set.
   *
   * @param shape of its samples
   * @param range of their values
   * @param batching how they are drawn from a set
   * @param size how many at a time
   */
  public RealBatches(SampleShape shape, ValueRange range, Batching batching, int size) {
    this(shape, range, batching, size, 0);
  }

  /** Returns batches of a set, which is refused where it does not know the classes. */
  BatchSource of(ImageSet set, long seed) {
    batching.check(set, size);
    if (classes == 0) {
      return batching.over(set, seed);
    }
    checkArgument(
        set instanceof LabelledImages,
        "the networks learn from images of %s known classes, and the classes of these images are not"
            + " known: use labelled data, for example a folder with a folder for each class",
        classes);
    LabelledImages labelled = (LabelledImages) set;
    checkArgument(
        labelled.classes() == classes,
        "the networks were built for %s classes, and the data has %s: build them for the data's",
        classes,
        labelled.classes());
    return batching.withLabels(labelled, seed);
  }
}
