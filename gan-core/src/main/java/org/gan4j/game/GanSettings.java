package org.gan4j.game;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.Latents;
import org.gan4j.data.Batching;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.CoupledLoss;
import org.gan4j.loss.GradientPenalty;
import org.gan4j.loss.Losses;
import org.gan4j.loss.NamedLoss;

/**
 * How the game is played. A value: each method makes a changed copy. Two are equal whose parts are;
 * losses are where they say so themselves.
 *
 * @param loss what each player minimises
 * @param latents the distribution that latents are drawn from
 * @param batchSize how many images an update works on, at least 1
 * @param batching how real batches are drawn from a set of images
 * @param scheme how one discriminator update is made
 * @param discriminatorSteps discriminator updates in each step, at least 1, each on a fresh real
 *     batch
 * @param generatorSteps generator updates in each step, at least 1, each on fresh latents
 * @param penalties what the discriminator pays for steep scores, beside the loss; usually none
 * @param seed of everything random that the trainer does: latents, batches, dropout
 */
public record GanSettings(
    AdversarialLoss loss,
    Latents latents,
    int batchSize,
    Batching batching,
    UpdateScheme scheme,
    int discriminatorSteps,
    int generatorSteps,
    List<GradientPenalty> penalties,
    long seed) {

  /**
   * Checks that such a game can be played.
   *
   * @param loss any
   * @param latents any
   * @param batchSize at least 1
   * @param batching any
   * @param scheme any
   * @param discriminatorSteps at least 1
   * @param generatorSteps at least 1
   * @param penalties at most one of a kind
   * @param seed any
   * @throws IllegalArgumentException if a number is below 1, or they contradict each other: an odd
   *     batch cannot be halved, simultaneous updates are one of each player, and a {@link
   *     CoupledLoss} needs real and generated images in one update
   */
  public GanSettings {
    requireNonNull(loss, "loss");
    requireNonNull(latents, "latents");
    requireNonNull(batching, "batching");
    requireNonNull(scheme, "scheme");
    penalties = ImmutableList.copyOf(penalties);
    checkArgument(
        penalties.stream().map(GradientPenalty::kind).distinct().count() == penalties.size(),
        "of each kind of gradient penalty there is one at most, not as in %s",
        GradientPenalty.words(penalties));
    checkArgument(batchSize >= 1, "the batch size has to be at least 1, not %s", batchSize);
    checkArgument(
        discriminatorSteps >= 1,
        "the number of discriminator updates a step has to be at least 1, not %s",
        discriminatorSteps);
    checkArgument(
        generatorSteps >= 1,
        "the number of generator updates a step has to be at least 1, not %s",
        generatorSteps);
    checkArgument(
        scheme != UpdateScheme.HALVES || batchSize % 2 == 0,
        "a batch of %s cannot be halved into real and generated images: use an even batch size",
        batchSize);
    checkArgument(
        scheme != UpdateScheme.SIMULTANEOUS || (discriminatorSteps == 1 && generatorSteps == 1),
        "simultaneous updates are one of each player a step, not %s of the discriminator and %s"
            + " of the generator: use another update scheme",
        discriminatorSteps,
        generatorSteps);
    checkArgument(
        scheme != UpdateScheme.SEPARATE || !(loss instanceof CoupledLoss),
        "a relativistic loss judges real and generated images by one another, and separate updates have"
            + " one kind each: first use another update scheme, such as joint");
  }

  /**
   * {@return the settings of the Keras MLP tutorial: non-saturating loss, normal latents, random
   * batches of 128, separate updates, one of each player a step, seed 0}
   */
  public static GanSettings defaults() {
    return new GanSettings(
        Losses.nonSaturating(),
        Latents.NORMAL,
        128,
        Batching.RANDOM,
        UpdateScheme.SEPARATE,
        1,
        1,
        List.of(),
        0);
  }

  /**
   * {@return these settings with another loss}
   *
   * @param other the rules of the game
   * @throws IllegalArgumentException if it is a {@link CoupledLoss}, and the scheme {@link
   *     UpdateScheme#SEPARATE}
   */
  public GanSettings withLoss(AdversarialLoss other) {
    return new GanSettings(
        other,
        latents,
        batchSize,
        batching,
        scheme,
        discriminatorSteps,
        generatorSteps,
        penalties,
        seed);
  }

  /**
   * {@return these settings with other latents}
   *
   * @param other the distribution
   */
  public GanSettings withLatents(Latents other) {
    return new GanSettings(
        loss,
        other,
        batchSize,
        batching,
        scheme,
        discriminatorSteps,
        generatorSteps,
        penalties,
        seed);
  }

  /**
   * {@return these settings with batches of another size}
   *
   * @param size at least 1, and even under {@link UpdateScheme#HALVES}
   * @throws IllegalArgumentException if it is not
   */
  public GanSettings withBatchSize(int size) {
    return new GanSettings(
        loss, latents, size, batching, scheme, discriminatorSteps, generatorSteps, penalties, seed);
  }

  /**
   * {@return these settings with real batches in another order}
   *
   * @param other the way
   */
  public GanSettings withBatching(Batching other) {
    return new GanSettings(
        loss,
        latents,
        batchSize,
        other,
        scheme,
        discriminatorSteps,
        generatorSteps,
        penalties,
        seed);
  }

  /**
   * {@return these settings with another way of updating}
   *
   * @param other the way
   * @throws IllegalArgumentException if the batch size, the numbers of updates or the loss do not
   *     go with it
   */
  public GanSettings withScheme(UpdateScheme other) {
    return new GanSettings(
        loss,
        latents,
        batchSize,
        batching,
        other,
        discriminatorSteps,
        generatorSteps,
        penalties,
        seed);
  }

  /**
   * {@return these settings with another number of discriminator updates a step}
   *
   * @param steps at least 1, and 1 under {@link UpdateScheme#SIMULTANEOUS}
   * @throws IllegalArgumentException if it is not
   */
  public GanSettings withDiscriminatorSteps(int steps) {
    return new GanSettings(
        loss, latents, batchSize, batching, scheme, steps, generatorSteps, penalties, seed);
  }

  /**
   * {@return these settings with another number of generator updates a step}
   *
   * @param steps at least 1, and 1 under {@link UpdateScheme#SIMULTANEOUS}
   * @throws IllegalArgumentException if it is not
   */
  public GanSettings withGeneratorSteps(int steps) {
    return new GanSettings(
        loss, latents, batchSize, batching, scheme, discriminatorSteps, steps, penalties, seed);
  }

  /**
   * {@return these settings with other gradient penalties}
   *
   * @param others what the discriminator pays for steep scores; at most one of a kind, none for no
   *     penalty
   * @throws IllegalArgumentException if two are of a kind
   */
  public GanSettings withPenalties(GradientPenalty... others) {
    return new GanSettings(
        loss,
        latents,
        batchSize,
        batching,
        scheme,
        discriminatorSteps,
        generatorSteps,
        List.of(others),
        seed);
  }

  /**
   * {@return these settings with another seed}
   *
   * @param other any number
   */
  public GanSettings withSeed(long other) {
    return new GanSettings(
        loss,
        latents,
        batchSize,
        batching,
        scheme,
        discriminatorSteps,
        generatorSteps,
        penalties,
        other);
  }

  /**
   * {@return how many real images one discriminator update takes: the batch size, or half of it
   * under {@link UpdateScheme#HALVES}}
   */
  public int realImagesInAnUpdate() {
    return scheme.realImages(batchSize);
  }

  /** {@return how many real images one step takes, over all its discriminator updates} */
  public long realImagesInAStep() {
    return (long) realImagesInAnUpdate() * discriminatorSteps;
  }

  /** Returns all of them in words, by name. */
  Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("loss", words(loss));
    words.put("latents", latents.name());
    words.put("batchSize", "" + batchSize);
    words.put("batching", batching.name());
    words.put("scheme", scheme.name());
    words.put("discriminatorSteps", "" + discriminatorSteps);
    words.put("generatorSteps", "" + generatorSteps);
    if (!penalties.isEmpty()) { // rules from before there were any have no such word
      words.put("penalty", GradientPenalty.words(penalties));
    }
    words.put("seed", "" + seed);
    return words;
  }

  /** Without the hash codes by which Java tells objects apart: another process has others. */
  private static String words(AdversarialLoss loss) {
    return NamedLoss.of(loss)
        .map(Object::toString)
        .orElseGet(() -> loss.toString().replaceAll("@[0-9a-f]+", ""));
  }
}
