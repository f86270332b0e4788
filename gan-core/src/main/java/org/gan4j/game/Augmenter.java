package org.gan4j.game;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.SplittableRandom;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.Resumable;
import org.gan4j.Seeds;
import org.gan4j.ValueRange;
import org.gan4j.augment.Augmentation;
import org.gan4j.flow.Flow;
import org.gan4j.flow.Tape;

/**
 * Alters what the discriminator is shown. What is drawn when it is shown something for the n-th
 * time is a function of the seed and n.
 */
final class Augmenter implements Resumable {
  private final Augmentation augmentation;
  private final Generator generator;
  private final long seed;
  private long shown;

  Augmenter(Augmentation augmentation, Generator generator, long seed) {
    this.augmentation = augmentation;
    this.generator = generator;
    this.seed = seed;
    checkArgument(
        !augmentation.alters()
            || (generator.sampleShape() instanceof ImageShape
                && !generator.valueRange().equals(ValueRange.UNBOUNDED)),
        "samples of %s with values in %s cannot be augmented (%s): that is for images, whose values"
            + " have bounds",
        generator.sampleShape(),
        generator.valueRange(),
        augmentation);
  }

  /** Returns images as the discriminator is to see them. */
  Flow altered(Tape tape, Flow images) {
    return augmentation.alters() ? through(tape, images, 1) : images;
  }

  private Flow through(Tape tape, Flow images, double probability) {
    SplittableRandom random = new SplittableRandom(Seeds.at(seed, shown++));
    ImageShape shape = (ImageShape) generator.sampleShape();
    return tape.through(
        augmentation.link(shape, generator.valueRange(), probability, random), images);
  }

  @Override
  public long position() {
    return shown;
  }

  @Override
  public void position(long position) {
    checkArgument(position >= 0, "images were shown 0 times or more, not %s", position);
    shown = position;
  }
}
