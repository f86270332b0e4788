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
 * @param labelled whether real images need to come with their classes
 * @param codes values of the latent vectors whose meaning the networks find by themselves
 * @param maker makes the trainer
 */
public record GanKind(boolean labelled, int codes, Maker maker) {
  /** Noise against images. */
  public static final GanKind PLAIN =
      new GanKind(
          false,
          0,
          (generator, discriminator, settings, latents) ->
              new GanTrainer(generator, discriminator, settings));

  /** Both players know the class. */
  public static final GanKind CONDITIONAL =
      new GanKind(
          true,
          0,
          (generator, discriminator, settings, latents) ->
              new ConditionalGanTrainer(generator, discriminator, settings, latents.classes()));

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
        true,
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
        false,
        codes,
        (generator, discriminator, settings, latents) ->
            new InfoGanTrainer(generator, discriminator, settings, latents, weights));
  }
}
