package org.gan4j.game;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;
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
  private final Optional<AdaptiveProbability> adaptive;
  private long shown;

  Augmenter(GanSettings settings, Generator generator, long seed) {
    this.augmentation = settings.augmentation();
    this.generator = generator;
    this.seed = seed;
    this.adaptive =
        augmentation.isAdaptive()
            ? Optional.of(
                new AdaptiveProbability(
                    settings.loss().boundary().orElseThrow(), augmentation.adaptation()))
            : Optional.empty();
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

  /** Returns the probability that follows what the discriminator says, if it does. */
  Optional<AdaptiveProbability> adaptive() {
    return adaptive;
  }

  /** Hears what the discriminator says of real images. */
  void hears(Tape tape, Flow realScores) {
    adaptive.ifPresent(
        probability -> {
          probability.hears(realScores.array());
          tape.note("augment_p", probability.value());
        });
  }

  /** Returns images as the discriminator is to see them. */
  Flow altered(Tape tape, Flow images) {
    double probability =
        adaptive.map(AdaptiveProbability::value).orElse(augmentation.alters() ? 1.0 : 0.0);
    if (probability == 0) {
      return images;
    }
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
