package org.gan4j.cli.option;

import org.gan4j.augment.Augmentation;

/** Augmentations as an option says them: {@code color,translation,cutout}, {@code none}. */
public final class AugmentationConverter extends ParsedConverter<Augmentation> {
  /** Makes a converter. */
  public AugmentationConverter() {
    super(Augmentation::parse);
  }
}
