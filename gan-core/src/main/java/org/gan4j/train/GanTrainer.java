package org.gan4j.train;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.math.LongMath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.LatentSource;
import org.gan4j.NativeArrays;
import org.gan4j.Resumable;
import org.gan4j.Seeds;
import org.gan4j.data.BatchSource;
import org.gan4j.data.ImageSet;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.ScoreLoss;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The game of Goodfellow et al. 2014 (arXiv:1406.2661, algorithm 1), and the class to subclass: a
 * variant overrides {@link #updateDiscriminator}, {@link #updateGenerator} or {@link #step}, or one
 * of the hooks {@link #fakeImages}, {@link #discriminatorUpdated}, {@link #generatorUpdated}, and
 * keeps everything else. The hooks are called under every update scheme; {@link
 * UpdateScheme#SIMULTANEOUS} has {@link #updateTogether} in place of the two update methods. A
 * subclass that overrides what its scheme does not call, and nothing that it does, is refused.
 *
 * <p><b>Who frees what.</b> What {@link #nextReal} and {@link #fakeImages} of this class return,
 * and so what {@link #updateDiscriminator} and {@link #updateTogether} are given, is freed when the
 * step has ended: whoever keeps images for a later step keeps a {@code dup()}. What a hook makes
 * itself, or takes from a pool of its own, is never freed here; it may {@code close()} it. So may
 * whoever calls the players, the stack, the loss or the latents: what they return is the caller's.
 *
 * <p>One seed fixes a run: on a CPU the same seed, networks, data and number of threads give the
 * same parameters to the bit. A trainer may be used by one thread at a time.
 */
public class GanTrainer implements AdversarialTrainer {
  private static final String IMAGES = "images";

  private final Generator generator;
  private final Discriminator discriminator;
  private final GanSettings settings;
  private final FrozenStack stack;
  private final LatentSource latents;
  private final List<RunListener> listeners = new ArrayList<>();
  private final IdentityHashMap<ImageSet, BatchSource> sources =
      new IdentityHashMap<>(); // go on where they were
  private final AdversarialLoss loss;
  private final StepArrays inStep = new StepArrays();
  private DrawnImages drawn = DrawnImages.NONE; // by fakeImages, the last ones of this step
  private BatchSource images; // of the run that goes on
  private Long imagesGoOnAt; // where the next source goes on, if a state says it
  private long steps;
  private long imagesSeen;

  /**
   * Creates a trainer, which seeds what dropout draws in both networks.
   *
   * @param generator the player that makes images
   * @param discriminator the player that judges them
   * @param settings how they play
   * @throws IllegalArgumentException if the networks do not fit together, or the subclass overrides
   *     an update that the settings' scheme does not make
   */
  public GanTrainer(Generator generator, Discriminator discriminator, GanSettings settings) {
    this.generator = generator;
    this.discriminator = discriminator;
    this.settings = settings;
    this.stack = new FrozenStack(generator, discriminator);
    Overrides.check(getClass(), settings.scheme());
    long seed = settings.seed();
    this.latents = settings.latents().source(generator.latentSize(), Seeds.derive(seed, "latents"));
    this.loss = settings.loss().forRun(Seeds.derive(seed, "loss"));
    generator.seed(Seeds.derive(seed, "generator"));
    discriminator.seed(Seeds.derive(seed, "discriminator"));
  }

  @Override
  public final GanTrainer listen(RunListener... added) {
    Collections.addAll(listeners, added);
    return this;
  }

  @Override
  public final void fit(ImageSet set, long count) {
    settings.batching().check(set, settings.realImagesInAnUpdate());
    BatchSource source =
        sources.computeIfAbsent(
            set, s -> settings.batching().over(s, Seeds.derive(settings.seed(), "batches")));
    fit(source, count);
  }

  @Override
  public final void fit(BatchSource source, long count) {
    checkArgument(count >= 0, "a run has 0 steps or more, not %s", count);
    checkArgument(
        source.shape().equals(generator.sampleShape()),
        "the data has samples of %s, the networks were built for %s: build them for the data's shape,"
            + " or choose other data",
        source.shape(),
        generator.sampleShape());
    images = source;
    goOnInImages();
    long lastStep = LongMath.saturatedAdd(steps, count);
    CurrentRun run = new CurrentRun(this, lastStep, () -> imagesSeen, List.copyOf(listeners));
    run.play(this::wholeStep);
  }

  private void goOnInImages() {
    if (imagesGoOnAt != null && images instanceof Resumable sequence) {
      sequence.position(imagesGoOnAt);
    }
    imagesGoOnAt = null;
  }

  /** {@return where this trainer stands between two steps, beside its networks} */
  public final TrainerState state() {
    Map<String, Long> positions = new TreeMap<>();
    sequences().forEach((name, sequence) -> positions.put(name, sequence.position()));
    if (imagesGoOnAt != null) {
      positions.put(IMAGES, imagesGoOnAt);
    }
    return new TrainerState(steps, imagesSeen, positions);
  }

  /**
   * Goes on from a state: the next steps are those that followed it, if the networks are those of
   * then, and the data. Of the sets of images, the one that is trained on next goes on where the
   * state was. A {@link BatchSource} of one's own does if it is {@link Resumable}; if it is not,
   * who made it brings it to its place.
   *
   * @param state of a trainer with the same settings
   */
  public final void restore(TrainerState state) {
    steps = state.steps();
    imagesSeen = state.imagesSeen();
    sequences()
        .forEach((name, sequence) -> sequence.position(state.positions().getOrDefault(name, 0L)));
    imagesGoOnAt = images == null ? state.positions().get(IMAGES) : null;
  }

  private Map<String, Resumable> sequences() {
    Map<String, Resumable> sequences = new TreeMap<>();
    Map<String, Object> drawn =
        Map.of(
            "latents",
            latents,
            "labels",
            loss,
            "generator",
            generator,
            "discriminator",
            discriminator);
    drawn.forEach((name, part) -> addSequence(name, part, sequences));
    addSequence(IMAGES, images, sequences);
    return sequences;
  }

  private static void addSequence(String name, Object part, Map<String, Resumable> sequences) {
    if (part instanceof Resumable sequence) {
      sequences.put(name, sequence);
    }
  }

  /**
   * {@return what a checkpoint keeps beside networks and {@link #state}: listeners that are
   * stateful, and {@link #ownState}}
   *
   * @throws IllegalStateException if two have the same name
   */
  public final List<Stateful> stateful() {
    List<Stateful> all = new ArrayList<>(ownState());
    listeners.forEach(listener -> all.addAll(listener.stateful()));
    Set<String> names = new HashSet<>();
    for (Stateful each : all) {
      checkState(
          names.add(each.stateName()),
          "two listeners keep a state by the name %s: give one of them another",
          each.stateName());
    }
    return all;
  }

  /**
   * {@return what of a subclass belongs into a checkpoint, beside its networks; nothing unless
   * overridden}
   */
  protected List<Stateful> ownState() {
    return List.of();
  }

  private StepResult wholeStep() {
    try {
      StepResult result = step();
      checkState(result.step() == steps + 1, "step %s followed %s", result.step(), steps);
      steps++;
      return result;
    } finally {
      drawn = DrawnImages.NONE;
      inStep.free();
    }
  }

  /**
   * Makes one step: discriminator updates, each on fresh real images, then generator updates.
   *
   * @return what {@link #result} makes of the losses
   */
  protected StepResult step() {
    if (settings.scheme() == UpdateScheme.SIMULTANEOUS) {
      return updateTogether(nextReal());
    }
    DiscriminatorLoss onImages = updateDiscriminator(nextReal());
    for (int i = 1; i < settings.discriminatorSteps(); i++) {
      onImages = updateDiscriminator(nextReal());
    }
    double generatorLoss = updateGenerator(settings.batchSize());
    for (int i = 1; i < settings.generatorSteps(); i++) {
      generatorLoss = updateGenerator(settings.batchSize());
    }
    return result(onImages, generatorLoss);
  }

  /**
   * Updates the discriminator on real images and on as many generated ones, as the settings' scheme
   * says. The generated images are made in training mode, and the generator does not change.
   *
   * @param real {@code [batch, channels, height, width]} in the generator's value range; freed at
   *     the end of the step, so keep a {@code dup()} for later ones
   * @return the discriminator's losses
   */
  protected DiscriminatorLoss updateDiscriminator(INDArray real) {
    INDArray fake = fakeImages((int) real.size(0));
    DiscriminatorLoss onImages = settings.scheme().update(discriminator, loss, real, fake);
    discriminatorUpdated();
    return onImages;
  }

  /**
   * Generates what the discriminator is trained on beside the real images, in training mode. To be
   * overridden by what alters them, or draws from images of before; called under every update
   * scheme. The images that this method makes are freed at the end of the step (of the next one
   * under {@link UpdateScheme#SIMULTANEOUS}), so keep a {@code dup()} for later ones; an array that
   * an override makes or keeps is its own, and is not freed.
   *
   * <p>The generator is trained on images of its own. Under {@link UpdateScheme#SIMULTANEOUS} they
   * are those that this method made, if an override returns that very array, and new ones
   * otherwise. An array that has been changed in place ({@code addi}) is that very array still: the
   * generator then learns from the discriminator's gradient at the changed images, as if they were
   * its own. To have it trained on its own, return a changed copy ({@code add}).
   *
   * @param count how many
   * @return {@code [count, channels, height, width]}
   */
  protected INDArray fakeImages(int count) {
    drawn = new DrawnImages(inStep.add(generator.forward(inStep.add(sample(count)))), generator);
    return drawn.images();
  }

  /**
   * Called after each update of the discriminator, under every update scheme. Does nothing; to be
   * overridden by what keeps its weights in bounds, averages them, and so on.
   */
  protected void discriminatorUpdated() {}

  /** Called after each update of the generator, under every update scheme. Does nothing. */
  protected void generatorUpdated() {}

  /**
   * Updates the generator on fresh latents through the frozen discriminator.
   *
   * @param count how many latent vectors
   * @return the generator's loss
   */
  protected double updateGenerator(int count) {
    try (INDArray z = sample(count);
        INDArray scores = stack.forward(z);
        ScoreLoss onFake = loss.generator(scores)) {
      stack.accumulate(onFake.gradient());
      generator.update();
      generatorUpdated();
      return onFake.value();
    }
  }

  /**
   * Updates both players from the same generated images, each against the other as it is now. Takes
   * the place of the other two methods under {@link UpdateScheme#SIMULTANEOUS}. Where {@link
   * #fakeImages} is overridden and returns another array than the generator has just made, the
   * discriminator is trained on those, and the generator on new ones.
   *
   * @param real {@code [batch, channels, height, width]} in the generator's value range; freed at
   *     the end of the step
   * @return what {@link #result} makes of the losses
   */
  protected StepResult updateTogether(INDArray real) {
    Verdict onReal = Verdict.onReal(discriminator, loss, real);
    int count = (int) real.size(0);
    INDArray fake = fakeImages(count);
    return drawn.areLastOf(generator, fake)
        ? updateOnTheSame(onReal, inStep.release(fake))
        : updateApart(onReal, fake, count);
  }

  private StepResult updateOnTheSame(Verdict onReal, INDArray fake) {
    try (INDArray scores = stack.judge(fake);
        ScoreLoss forGenerator = loss.generator(scores);
        ScoreLoss onFake = loss.fake(scores)) {
      stack.accumulate(forGenerator.gradient());
      discriminator.accumulate(onFake.gradient());
      Verdict verdict = Verdict.of(loss, scores, onFake);
      return updateBoth(DiscriminatorLoss.of(onReal, verdict), forGenerator);
    }
  }

  private StepResult updateApart(Verdict onReal, INDArray fake, int count) {
    Verdict onFake = Verdict.onFake(discriminator, loss, fake);
    try (INDArray z = sample(count);
        INDArray scores = stack.forward(z);
        ScoreLoss forGenerator = loss.generator(scores)) {
      stack.accumulate(forGenerator.gradient());
      return updateBoth(DiscriminatorLoss.of(onReal, onFake), forGenerator);
    }
  }

  private StepResult updateBoth(DiscriminatorLoss onImages, ScoreLoss forGenerator) {
    discriminator.update();
    discriminatorUpdated();
    generator.update();
    generatorUpdated();
    return result(onImages, forGenerator.value());
  }

  /**
   * {@return the next real images in the shape and value range that the discriminator takes; they
   * are freed at the end of the step, so keep a {@code dup()} for later ones}
   */
  protected final INDArray nextReal() {
    int count = settings.realImagesInAnUpdate();
    imagesSeen += count;
    return inStep.add(inNetworksType(images.next(count, generator.valueRange())));
  }

  private INDArray sample(int count) {
    return inNetworksType(latents.sample(count));
  }

  /** Casts an array that is no one else's; here and not in the players, so that both are freed. */
  private INDArray inNetworksType(INDArray array) {
    return NativeArrays.ofType(discriminator.dataType(), array);
  }

  /**
   * {@return the result of the step that is being made}
   *
   * @param onImages the last discriminator update's losses
   * @param generatorLoss the last generator update's loss
   */
  protected final StepResult result(DiscriminatorLoss onImages, double generatorLoss) {
    return new StepResult(
        steps + 1,
        imagesSeen,
        onImages.value(),
        generatorLoss,
        onImages.onReal(),
        onImages.onFake());
  }

  /** {@return the rules of the game} */
  protected final AdversarialLoss loss() {
    return loss;
  }

  /** {@return the stream of latents that training draws from} */
  protected final LatentSource latents() {
    return latents;
  }

  /** {@return generator and frozen discriminator} */
  protected final FrozenStack stack() {
    return stack;
  }

  /** {@return how the game is played} */
  public final GanSettings settings() {
    return settings;
  }

  @Override
  public final Generator generator() {
    return generator;
  }

  @Override
  public final Discriminator discriminator() {
    return discriminator;
  }

  @Override
  public final long steps() {
    return steps;
  }
}
