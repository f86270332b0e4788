package org.gan4j.game;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.gan4j.Latents;
import org.gan4j.augment.Augmentation;
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
 * @param spectralNorm whether the discriminator's weights are divided by their spectral norms, see
 *     {@link org.gan4j.train.SpectralNorm}
 * @param augmentation what is done to images before the discriminator sees them; usually nothing
 * @param fakesPool how many generated images of earlier steps are kept, of which the discriminator
 *     is shown some instead of new ones; usually 0
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
    boolean spectralNorm,
    Augmentation augmentation,
    int fakesPool,
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
   * @param spectralNorm any
   * @param augmentation any
   * @param fakesPool 0 or more
   * @param seed any
   * @throws IllegalArgumentException if a number is below 1, or they contradict each other: an odd
   *     batch cannot be halved, simultaneous updates are one of each player, a {@link CoupledLoss}
   *     needs real and generated images in one update, and an adaptive augmentation a loss with a
   *     {@linkplain AdversarialLoss#boundary boundary}
   */
  public GanSettings {
    requireNonNull(loss, "loss");
    requireNonNull(latents, "latents");
    requireNonNull(batching, "batching");
    requireNonNull(scheme, "scheme");
    requireNonNull(augmentation, "augmentation");
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
        fakesPool >= 0, "a pool of earlier images holds 0 or more of them, not %s", fakesPool);
    checkArgument(
        scheme != UpdateScheme.SEPARATE || !(loss instanceof CoupledLoss),
        "a relativistic loss judges real and generated images by one another, and separate updates have"
            + " one kind each: first use another update scheme, such as joint");
    checkArgument(
        !augmentation.isAdaptive() || loss.boundary().isPresent(),
        "the augmentation %s follows how sure the discriminator is of real images, which the scores"
            + " of this loss do not say: use %s, or a loss such as non-saturating",
        augmentation,
        new Augmentation(augmentation.alterations(), 0));
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
        false,
        Augmentation.NONE,
        0,
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
    return with(draft -> draft.loss = other);
  }

  /**
   * {@return these settings with other latents}
   *
   * @param other the distribution
   */
  public GanSettings withLatents(Latents other) {
    return with(draft -> draft.latents = other);
  }

  /**
   * {@return these settings with batches of another size}
   *
   * @param size at least 1, and even under {@link UpdateScheme#HALVES}
   * @throws IllegalArgumentException if it is not
   */
  public GanSettings withBatchSize(int size) {
    return with(draft -> draft.batchSize = size);
  }

  /**
   * {@return these settings with real batches in another order}
   *
   * @param other the way
   */
  public GanSettings withBatching(Batching other) {
    return with(draft -> draft.batching = other);
  }

  /**
   * {@return these settings with another way of updating}
   *
   * @param other the way
   * @throws IllegalArgumentException if the batch size, the numbers of updates or the loss do not
   *     go with it
   */
  public GanSettings withScheme(UpdateScheme other) {
    return with(draft -> draft.scheme = other);
  }

  /**
   * {@return these settings with another number of discriminator updates a step}
   *
   * @param steps at least 1, and 1 under {@link UpdateScheme#SIMULTANEOUS}
   * @throws IllegalArgumentException if it is not
   */
  public GanSettings withDiscriminatorSteps(int steps) {
    return with(draft -> draft.discriminatorSteps = steps);
  }

  /**
   * {@return these settings with another number of generator updates a step}
   *
   * @param steps at least 1, and 1 under {@link UpdateScheme#SIMULTANEOUS}
   * @throws IllegalArgumentException if it is not
   */
  public GanSettings withGeneratorSteps(int steps) {
    return with(draft -> draft.generatorSteps = steps);
  }

  /**
   * {@return these settings with other gradient penalties}
   *
   * @param others what the discriminator pays for steep scores; at most one of a kind, none for no
   *     penalty
   * @throws IllegalArgumentException if two are of a kind
   */
  public GanSettings withPenalties(GradientPenalty... others) {
    return with(draft -> draft.penalties = List.of(others));
  }

  /**
   * {@return these settings with a discriminator whose weights are divided by their spectral norms,
   * or with one as it is}
   *
   * @param normalised whether they are
   */
  public GanSettings withSpectralNorm(boolean normalised) {
    return with(draft -> draft.spectralNorm = normalised);
  }

  /**
   * {@return these settings with another augmentation}
   *
   * @param other what is done to images before the discriminator sees them
   * @throws IllegalArgumentException if it is adaptive, and the loss does not say how sure the
   *     discriminator is
   */
  public GanSettings withAugmentation(Augmentation other) {
    return with(draft -> draft.augmentation = other);
  }

  /**
   * {@return these settings with another pool of earlier images (Shrivastava et al. 2017,
   * arXiv:1612.07828): when it is full, every other image that the discriminator is shown as
   * generated comes out of it, and a new one takes its place}
   *
   * @param images how many it holds; 50 is usual, 0 is none
   * @throws IllegalArgumentException if it is negative
   */
  public GanSettings withFakesPool(int images) {
    return with(draft -> draft.fakesPool = images);
  }

  /**
   * {@return these settings with another seed}
   *
   * @param other any number
   */
  public GanSettings withSeed(long other) {
    return with(draft -> draft.seed = other);
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
    if (spectralNorm) { // nor have they these
      words.put("spectralNorm", "true");
    }
    if (augmentation.alters()) {
      words.put("augment", augmentation.toString());
    }
    if (fakesPool > 0) {
      words.put("fakesPool", "" + fakesPool);
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

  private GanSettings with(Consumer<SettingsDraft> change) {
    SettingsDraft draft = new SettingsDraft(this);
    change.accept(draft);
    return draft.settings();
  }
}
