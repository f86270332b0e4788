package org.gan4j.models;

import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.LatentSpace;
import org.gan4j.game.AcGanTrainer;
import org.gan4j.game.ConditionalGanTrainer;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.game.InfoGanTrainer;

/**
 * What kind of game the networks of a model play.
 *
 * @param labels which classes real images need to come with
 * @param codes values of the latent vectors whose meaning the networks find by themselves
 * @param maker makes the trainer
 */
public record GanKind(Labels labels, int codes, Maker maker) {
  /** Noise against images. */
  public static final GanKind PLAIN =
      new GanKind(
          Labels.NONE,
          0,
          (generator, discriminator, settings, latents) ->
              new GanTrainer(generator, discriminator, settings));

  /** Both players know the class. */
  public static final GanKind CONDITIONAL =
      new GanKind(
          Labels.OF_THE_DATA,
          0,
          (generator, discriminator, settings, latents) ->
              new ConditionalGanTrainer(generator, discriminator, settings, latents.classes()));

  /** As that, of classes that are found in the images first. */
  public static final GanKind CLUSTERED = new GanKind(Labels.CLUSTERS, 0, CONDITIONAL.maker());

  /** Which classes real images come with. */
  public enum Labels {
    /** None, or they are passed over. */
    NONE,
    /** Those that people gave them. */
    OF_THE_DATA,
    /** Groups of images that look alike: {@link org.gan4j.data.Clusters}. */
    CLUSTERS
  }

  /** {@return whether real images need to come with classes that people gave them} */
  public boolean labelled() {
    return labels == Labels.OF_THE_DATA;
  }

  /** Makes a trainer of two networks. */
  @FunctionalInterface
  public interface Maker {
    /**
     * {@return the trainer}
     *
     * @param generator of the model
     * @param discriminator of the model
     * @param settings of the game
     * @param latents what the generator's latent vectors are
     */
    GanTrainer trainer(
        Generator generator,
        Discriminator discriminator,
        GanSettings settings,
        LatentSpace latents);
  }

  /**
   * {@return the game whose discriminator says the class}
   *
   * @param weights of the class losses
   */
  public static GanKind auxiliary(AcGanTrainer.ClassWeights weights) {
    return new GanKind(
        Labels.OF_THE_DATA,
        0,
        (generator, discriminator, settings, latents) ->
            new AcGanTrainer(generator, discriminator, settings, latents.classes(), weights));
  }

  /**
   * {@return the game that finds categories and codes by itself}
   *
   * @param codes how many, 0 or more
   * @param weights of what the discriminator finds out
   */
  public static GanKind info(int codes, InfoGanTrainer.CodeWeights weights) {
    return new GanKind(
        Labels.NONE,
        codes,
        (generator, discriminator, settings, latents) ->
            new InfoGanTrainer(generator, discriminator, settings, latents, weights));
  }
}
