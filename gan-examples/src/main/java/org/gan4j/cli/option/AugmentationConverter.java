package org.gan4j.cli.option;

import org.gan4j.augment.Augmentation;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Augmentations as an option says them: {@code color,translation,cutout}, {@code none}. */
public final class AugmentationConverter implements ITypeConverter<Augmentation> {
  @Override
  public Augmentation convert(String value) {
    try {
      return Augmentation.parse(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
