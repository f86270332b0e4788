package org.gan4j.game;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.LatentSource;
import org.gan4j.LatentSpace;
import org.gan4j.Seeds;
import org.gan4j.flow.Flow;
import org.gan4j.flow.Tape;
import org.gan4j.flow.Term;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.CoupledLoss;
import org.gan4j.train.RunListener;
import org.gan4j.train.SpectralNorm;

/**
 * The game of Goodfellow et al. 2014 (arXiv:1406.2661, algorithm 1), and the class to subclass. A
 * variant overrides one of the methods that a step is played out of, {@link #generate}, {@link
 * #shown}, {@link #judge}, {@link #realTerms}, {@link #fakeTerms}, {@link #generatorTerms}, or one
 * of the hooks {@link #penalise}, {@link #discriminatorUpdated} and {@link #generatorUpdated}, and
 * keeps everything else: each is called under every {@link UpdateScheme}. A game of other steps
 * overrides {@link #step}.
 */
public class GanTrainer extends Game {
  private final Generator generator;
  private final Discriminator discriminator;
  private final GanSettings settings;
  private final LatentSpace latentSpace;
  private final LatentSource latents;
  private final AdversarialLoss loss;
  private final Penalties penalties;
  private final Augmenter augmenter;
  private final FakesPool pool;

  /**
   * Creates a trainer, which seeds what dropout draws in both networks.
   *
   * @param generator the player that makes images
   * @param discriminator the player that judges them
   * @param settings how they play
   * @throws IllegalArgumentException if the networks do not fit together
   */
  public GanTrainer(Generator generator, Discriminator discriminator, GanSettings settings) {
    this(
        generator,
        discriminator,
        settings,
        LatentSpace.of(settings.latents(), generator.latentSize()),
        Given.classes(generator, discriminator));
  }

  /**
   * Creates a trainer of a generator whose latent vectors are not noise alone.
   *
   * @param generator the player that makes images
   * @param discriminator the player that judges them
   * @param settings how they play
   * @param space what the generator's latent vectors are
   * @param classes that real images are to be told the one of; 0 if that is not needed
   * @throws IllegalArgumentException if the networks do not fit together, or the latents are of
   *     another size than the generator's
   */
  protected GanTrainer(
      Generator generator,
      Discriminator discriminator,
      GanSettings settings,
      LatentSpace space,
      int classes) {
    super(
        new FrozenStack(generator, discriminator).players(),
        new RealBatches(
            generator.sampleShape(),
            generator.valueRange(),
            settings.batching(),
            settings.realImagesInAnUpdate(),
            classes),
        settings.seed());
    checkArgument(
        space.size() == generator.latentSize(),
        "the generator takes latent vectors of %s values, not %s of noise, %s classes and %s codes",
        generator.latentSize(),
        space.noise(),
        space.classes(),
        space.codes());
    this.generator = generator;
    this.discriminator = discriminator;
    this.settings = settings;
    this.latentSpace = space;
    this.latents = space.kind().source(space.noise(), Seeds.derive(settings.seed(), "latents"));
    this.loss = settings.loss().forRun(Seeds.derive(settings.seed(), "loss"));
    this.penalties =
        new Penalties(
            this, discriminator, settings.penalties(), Seeds.derive(settings.seed(), "penalties"));
    this.augmenter =
        new Augmenter(settings, generator, Seeds.derive(settings.seed(), "augmentation"));
    this.pool =
        new FakesPool(
            settings.fakesPool(),
            generator,
            discriminator,
            space,
            Seeds.derive(settings.seed(), "pool"));
    draws("latents", latents);
    draws("labels", loss);
    if (!settings.penalties().isEmpty()) {
      keeps(penalties);
    }
    if (settings.spectralNorm()) {
      long start = Seeds.derive(settings.seed(), "spectral norm");
      keeps(SpectralNorm.of("discriminator", discriminator, start));
    }
    if (settings.fakesPool() > 0) {
      keeps(pool);
    }
    if (settings.augmentation().alters()) {
      draws("augmentation", augmenter);
      augmenter.adaptive().ifPresent(this::keeps);
    }
  }

  @Override
  public final GanTrainer listen(RunListener... added) {
    super.listen(added);
    return this;
  }

  /** Plays the step of the settings' scheme. */
  @Override
  protected void step(Tape tape) {
    settings.scheme().play(this, tape);
  }

  /**
   * Makes one update of the discriminator, as the settings' scheme says, and notes {@code d_loss},
   * {@code d_real} and {@code d_fake}: what a {@link #step} of one's own is made of.
   *
   * @param tape of the step
   * @param real a batch that it has not been trained on yet
   */
  protected final void updateDiscriminator(Tape tape, Batch real) {
    settings.scheme().discriminator(this, tape, real);
    discriminatorUpdated();
  }

  /**
   * Makes one update of the generator, on fresh latents through the frozen discriminator, and notes
   * {@code g_loss}.
   *
   * @param tape of the step
   * @param real a real batch, for what is given with it
   */
  protected final void updateGenerator(Tape tape, Batch real) {
    UpdateScheme.generator(this, tape, real);
    generatorUpdated();
  }

  /**
   * {@return generated images, in training mode}
   *
   * @param tape of the step
   * @param real the real batch, for what is given with it
   * @param count how many
   */
  protected Flow generate(Tape tape, Batch real, int count) {
    Flow z = tape.take(inPlayersType(latents.sample(count)));
    return tape.through(generator, Given.to(generator, tape, z, real));
  }

  /**
   * {@return what the discriminator is trained on beside real images: the generated ones, some of
   * them exchanged with those of earlier steps if there is a {@linkplain GanSettings#fakesPool
   * pool}; to be overridden by what alters them}
   *
   * @param tape of the step
   * @param fake just generated
   * @param real the real batch
   */
  protected Flow shown(Tape tape, Flow fake, Batch real) {
    return pool.exchanged(tape, fake);
  }

  /**
   * {@return scores, in training mode: the one door to the discriminator, before which images are
   * {@linkplain GanSettings#augmentation augmented}. What else it says are their {@link
   * Flow#siblings}}
   *
   * @param tape of the step
   * @param images real or generated
   * @param real the real batch, for what is given with it
   */
  protected Flow judge(Tape tape, Flow images, Batch real) {
    Flow altered = augmenter.altered(tape, images);
    return tape.all(discriminator, Given.to(discriminator, tape, altered, real)).get(0);
  }

  /**
   * {@return what the discriminator minimises on real images; under {@link UpdateScheme#COMBINED}
   * and {@link UpdateScheme#HALVES} it is half of the sum with {@link #fakeTerms}. A {@link
   * CoupledLoss} is none of these: it is added to the sum, which then is minimised as it is}
   *
   * @param scores of them
   * @param real the batch
   */
  protected List<Term> realTerms(Flow scores, Batch real) {
    return isCoupled() ? List.of() : List.of(Term.of(scores, loss::real));
  }

  /**
   * {@return what the discriminator minimises on generated images}
   *
   * @param scores of them
   * @param real the batch that they stand beside
   */
  protected List<Term> fakeTerms(Flow scores, Batch real) {
    return isCoupled() ? List.of() : List.of(Term.of(scores, loss::fake));
  }

  /** Returns what the discriminator minimises on both kinds of images. */
  final List<Term> discriminatorTerms(Flow onReal, Flow onFake, Batch real) {
    List<Term> terms = new ArrayList<>();
    if (loss instanceof CoupledLoss both) {
      terms.add(Term.of(onReal, onFake, both::discriminator));
    }
    terms.addAll(realTerms(onReal, real));
    terms.addAll(fakeTerms(onFake, real));
    return terms;
  }

  /**
   * {@return what the generator minimises, beside a {@link CoupledLoss} if that is the loss}
   *
   * @param scores of generated images
   * @param fake the images
   * @param real a real batch
   */
  protected List<Term> generatorTerms(Flow scores, Flow fake, Batch real) {
    return isCoupled() ? List.of() : List.of(Term.of(scores, loss::generator));
  }

  /** Returns what the generator minimises, where real scores are there, to be taken as given. */
  final List<Term> generatorTerms(Flow onFake, Flow onReal, Flow fake, Batch real) {
    List<Term> terms = new ArrayList<>();
    if (loss instanceof CoupledLoss both) {
      terms.add(Term.of(onFake, scores -> both.generator(scores, onReal.array())));
    }
    terms.addAll(generatorTerms(onFake, fake, real));
    return terms;
  }

  /** Whether real and generated images are judged by one another. */
  final boolean isCoupled() {
    return loss instanceof CoupledLoss;
  }

  /**
   * Called once before an update of the discriminator, when the gradients of real and generated
   * images wait (under {@link UpdateScheme#SEPARATE}, before the second one, when those of
   * generated images wait). Does nothing; to be overridden by what {@linkplain Tape#descend
   * descends} further, on scores that it {@linkplain #judge judges} itself: a penalty that is no
   * function of the others.
   *
   * @param tape of the step
   * @param images the real ones
   * @param shown the generated ones, as {@link #shown} gave them
   * @param real the real batch
   */
  protected void penalise(Tape tape, Flow images, Flow shown, Batch real) {}

  /**
   * Called after each update of the discriminator. Does nothing; to be overridden by what keeps its
   * weights in bounds, averages them, and so on.
   */
  protected void discriminatorUpdated() {}

  /** Called after each update of the generator. Does nothing. */
  protected void generatorUpdated() {}

  /**
   * Uses a share of the weights of all gradient penalties from now on, as a {@link
   * org.gan4j.train.Scheduled} says it; checkpoints do not keep it.
   *
   * @param share at least 0; 1 for the weights of the settings
   * @throws IllegalArgumentException if it is less, or not finite
   */
  public final void weighPenalties(double share) {
    checkArgument(
        share >= 0 && Double.isFinite(share), "a share is a number of 0 or more, not %s", share);
    penalties.weigh(share);
  }

  /** Returns what the discriminator pays for steep scores. */
  final Penalties penalties() {
    return penalties;
  }

  /** Returns what alters images before the discriminator sees them. */
  final Augmenter augmenter() {
    return augmenter;
  }

  /** {@return the rules of the game} */
  protected final AdversarialLoss loss() {
    return loss;
  }

  /** {@return what the generator's latent vectors are} */
  public final LatentSpace latentSpace() {
    return latentSpace;
  }

  /** {@return the stream of noise that training draws from} */
  protected final LatentSource latents() {
    return latents;
  }

  /** {@return how the game is played} */
  public final GanSettings settings() {
    return settings;
  }

  /** {@return the player that makes images} */
  public final Generator generator() {
    return generator;
  }

  /** {@return the player that judges images} */
  public final Discriminator discriminator() {
    return discriminator;
  }

  /** The settings by name. A variant adds settings of its own to those of {@code super}. */
  @Override
  public Map<String, String> rules() {
    return ImmutableMap.copyOf(settings.words());
  }
}
