package org.gan4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import java.util.stream.IntStream;

/**
 * Images to train on, and others to test with.
 *
 * @param train what is trained on
 * @param test what is held out
 */
public record LabelledSplit(LabelledImages train, LabelledImages test) {
  /**
   * {@return a set in two parts, the last of an order that is drawn at random held out}
   *
   * @param images at least two
   * @param share of the images that is held out, above 0 and below 1; at least one image is, and
   *     one is not
   * @param seed decides the order
   * @throws IllegalArgumentException if there is one image, or the share is out of its range
   */
  public static LabelledSplit of(LabelledImages images, double share, long seed) {
    checkArgument(share > 0 && share < 1, "a share is above 0 and below 1, not %s", share);
    checkArgument(
        images.size() >= 2, "one image cannot be both trained on and held out: use more images");
    DrawOrder order = new ShuffledOrder(images.size(), seed);
    ImmutableIntArray indices =
        ImmutableIntArray.copyOf(IntStream.range(0, images.size()).map(order::index));
    int held = (int) Math.round(images.size() * share);
    int train = images.size() - Math.max(1, Math.min(images.size() - 1, held));
    return new LabelledSplit(
        new LabelledSubset(images, indices.subArray(0, train)),
        new LabelledSubset(images, indices.subArray(train, images.size())));
  }
}
