package org.gan4j.augment;

import java.util.Locale;
import java.util.SplittableRandom;
import org.gan4j.ImageShape;
import org.gan4j.ValueRange;

/** What is done to an image, as much of it as is drawn for each by itself. */
public enum Alteration {
  /**
   * Its brightness, by a quarter of the value range up or down; its saturation, by a factor of 0 to
   * 2, which means nothing to grey images; and its contrast, by a factor of 0.5 to 1.5.
   */
  COLOR {
    @Override
    Change draw(SplittableRandom random, ImageShape shape, ValueRange range) {
      return Color.draw(random, shape, range);
    }
  },

  /** It is moved by up to an eighth of each side; what comes in is black. */
  TRANSLATION {
    @Override
    Change draw(SplittableRandom random, ImageShape shape, ValueRange range) {
      return Translation.draw(random, shape, range);
    }
  },

  /** A part of half of each side, anywhere, is black. */
  CUTOUT {
    @Override
    Change draw(SplittableRandom random, ImageShape shape, ValueRange range) {
      return Cutout.draw(random, shape, range);
    }
  },

  /** Every other one is mirrored, left to right: not for digits and letters. */
  MIRROR {
    @Override
    Change draw(SplittableRandom random, ImageShape shape, ValueRange range) {
      return Mirror.draw(random, shape);
    }
  };

  /** Draws what is done to one image. */
  abstract Change draw(SplittableRandom random, ImageShape shape, ValueRange range);

  /** {@return the word for it, for example {@code cutout}} */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
