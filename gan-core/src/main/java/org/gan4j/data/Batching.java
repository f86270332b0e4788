package org.gan4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.SplittableRandom;
import org.gan4j.Seeds;

/** How batches are drawn from a set of images. */
public enum Batching {
  /** Each image at random, with replacement. A batch may be larger than the set. */
  RANDOM {
    @Override
    DrawOrder order(int size, long seed) {
      return position -> new SplittableRandom(Seeds.at(seed, position)).nextInt(size);
    }
  },

  /**
   * Every image once before any comes again, in an order that is shuffled anew for each pass. What
   * is left of a pass and does not fill a batch is filled up from the next pass.
   */
  SHUFFLED {
    @Override
    DrawOrder order(int size, long seed) {
      return new ShuffledOrder(size, seed);
    }
  },

  /** In the order of the set, from its first image, and again from the first after the last. */
  IN_ORDER {
    @Override
    DrawOrder order(int size, long seed) {
      return position -> (int) (position % size);
    }
  };

  /**
   * {@return batches from a set, from the beginning; the same images and seed give the same
   * batches. It is for one thread at a time}
   *
   * @param images where the images come from
   * @param seed what the order is made from; {@link #IN_ORDER} does not use it
   */
  public BatchSource over(ImageSet images, long seed) {
    return over(images, seed, 0);
  }

  /**
   * {@return batches from a set as {@link #over(ImageSet, long)} gives them after {@code drawn}
   * images: what a continued run reads. It takes no longer than from the beginning}
   *
   * @param images where the images come from
   * @param seed what the order is made from; {@link #IN_ORDER} does not use it
   * @param drawn how many images were drawn before, over all batches; at least 0
   * @throws IllegalArgumentException if {@code drawn} is negative
   */
  public BatchSource over(ImageSet images, long seed, long drawn) {
    return batches(images, seed, drawn);
  }

  /**
   * {@return the same batches as {@link #over(ImageSet, long)}, and with each image what its class
   * is: {@link BatchSource#batch} gives {@code [count, classes]}, rows of zeros and a one}
   *
   * @param images where the images come from
   * @param seed what the order is made from
   */
  public BatchSource withLabels(LabelledImages images, long seed) {
    return new LabelledBatches(images, batches(images, seed, 0), order(images.size(), seed));
  }

  private SetBatches batches(ImageSet images, long seed, long drawn) {
    checkArgument(drawn >= 0, "the images drawn before are 0 or more, not %s", drawn);
    return new SetBatches(images, this, order(images.size(), seed), drawn);
  }

  /**
   * Refuses batches that cannot be drawn from a set in this way.
   *
   * @param images where the images would come from
   * @param count images in a batch
   * @throws IllegalArgumentException if a batch would hold an image twice, in any way but {@link
   *     #RANDOM}
   */
  public void check(ImageSet images, int count) {
    checkArgument(
        this == RANDOM || count <= images.size(),
        "%s real images in a batch are more than the %s there are; use a smaller batch, or random"
            + " batches",
        count,
        images.size());
  }

  abstract DrawOrder order(int size, long seed);
}
