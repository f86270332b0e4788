package org.gan4j.cli.option;

import org.gan4j.augment.Augmentation;
import org.gan4j.game.GanSettings;
import picocli.CommandLine.Option;

/** The options that change what the discriminator is shown. What is not given stays as it is. */
final class ShownOptions {
  @Option(
      names = "--augment",
      paramLabel = "[ada:]HOW[,HOW...][:N]",
      converter = AugmentationConverter.class,
      description =
          "For few images: what is done to them, real and generated ones alike, before the"
              + " discriminator sees them: color, translation, cutout or mirror, such as"
              + " color,translation,cutout; with ada: in front as often as is needed, while"
              + " the discriminator is too sure of real images, which takes N of these from never to"
              + " always (default there: 500000); none for nothing (default: the model's).")
  private Augmentation augmentation;

  @Option(
      names = "--fakes-pool",
      paramLabel = "N",
      converter = AtLeastZero.OfInt.class,
      description =
          "Generated images of earlier steps to keep, of which the discriminator is shown one in place"
              + " of every other new one; 50 is usual, 0 for none (default: the model's).")
  private Integer fakesPool;

  int fakesPool(GanSettings settings) {
    return fakesPool == null ? settings.fakesPool() : fakesPool;
  }

  Augmentation augmentation(GanSettings settings) {
    return augmentation == null ? settings.augmentation() : augmentation;
  }
}
