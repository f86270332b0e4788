package org.gan4j.game;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableMap;
import com.google.common.math.LongMath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gan4j.Batch;
import org.gan4j.NativeArrays;
import org.gan4j.Player;
import org.gan4j.Resumable;
import org.gan4j.Seeds;
import org.gan4j.data.BatchSource;
import org.gan4j.data.ImageSet;
import org.gan4j.flow.Tape;
import org.gan4j.train.AdversarialTrainer;
import org.gan4j.train.RunListener;
import org.gan4j.train.Stateful;
import org.gan4j.train.StepResult;
import org.gan4j.train.TrainerState;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A game of any number of players, each with a name: the loop, the state, the listeners. What a
 * step is, a subclass says in {@link #step}; {@link GanTrainer} is the one with a generator and a
 * discriminator.
 *
 * <p>One seed fixes a run: on a CPU the same seed, networks, data and number of threads give the
 * same parameters to the bit. A trainer may be used by one thread at a time.
 */
public abstract class Game implements AdversarialTrainer {
  private static final String IMAGES = "images";

  private final ImmutableMap<String, Player> players;
  private final RealBatches real;
  private final long seed;
  private final Map<String, Resumable> sequences = new TreeMap<>();
  private final List<Stateful> kept = new ArrayList<>();
  private final List<RunListener> listeners = new ArrayList<>();
  private final IdentityHashMap<ImageSet, BatchSource> sources =
      new IdentityHashMap<>(); // go on where they were
  private BatchSource images; // of the run that goes on
  private Long imagesGoOnAt; // where the next source goes on, if a state says it
  private long steps;
  private long imagesSeen;

  /**
   * Creates a game, which seeds what dropout draws in the networks.
   *
   * @param players by name, small letters, digits and dashes: checkpoints keep them by it
   * @param real what it takes of the real world
   * @param seed of everything random
   * @throws IllegalArgumentException if the players compute in different types
   */
  protected Game(Map<String, ? extends Player> players, RealBatches real, long seed) {
    this.players = ImmutableMap.copyOf(players);
    this.real = real;
    this.seed = seed;
    checkArgument(
        this.players.values().stream().map(Player::dataType).distinct().count() == 1,
        "the players compute in %s: build all with the same data type",
        this.players.values().stream().map(Player::dataType).toList());
    this.players.forEach(
        (name, player) -> {
          player.seed(Seeds.derive(seed, name));
          draws(name, player);
        });
  }

  /**
   * Lets checkpoints keep how far something has drawn, if it says so itself.
   *
   * @param name of it, other than those of players
   * @param sequence which is {@link Resumable}, or is left out
   */
  protected final void draws(String name, Object sequence) {
    if (sequence instanceof Resumable resumable) {
      sequences.put(name, resumable);
    }
  }

  /** Lets checkpoints keep a state, whatever subclasses override. */
  final void keeps(Stateful state) {
    kept.add(state);
  }

  /**
   * Makes one step.
   *
   * @param tape of the step; it ends with it
   */
  protected abstract void step(Tape tape);

  /**
   * {@return the next real samples, and what is given with them}
   *
   * @param tape that frees them when the step ends: keep a {@code dup()} for later ones
   */
  protected final Batch next(Tape tape) {
    imagesSeen += real.size();
    Batch drawn = images.batch(real.size(), real.range());
    return new Batch(
        taken(tape, drawn.samples()),
        drawn.given().stream().map(array -> taken(tape, array)).toList());
  }

  private INDArray taken(Tape tape, INDArray array) {
    return tape.take(inPlayersType(array)).array();
  }

  /**
   * {@return an array in the type that the players compute in; the same, if it is of that}
   *
   * @param own no one else's; closed if it is another
   */
  protected final INDArray inPlayersType(INDArray own) {
    return NativeArrays.ofType(players.values().iterator().next().dataType(), own);
  }

  @Override
  public final Map<String, Player> players() {
    return players;
  }

  @Override
  public final long steps() {
    return steps;
  }

  @Override
  public Game listen(RunListener... added) {
    Collections.addAll(listeners, added);
    return this;
  }

  @Override
  public final void fit(ImageSet set, long count) {
    fit(sources.computeIfAbsent(set, s -> real.of(s, Seeds.derive(seed, "batches"))), count);
  }

  @Override
  public final void fit(BatchSource source, long count) {
    checkArgument(count >= 0, "a run has 0 steps or more, not %s", count);
    checkArgument(
        source.shape().equals(real.shape()),
        "the data has samples of %s, the networks were built for %s: build them for the data's shape,"
            + " or choose other data",
        source.shape(),
        real.shape());
    images = source;
    if (imagesGoOnAt != null && images instanceof Resumable sequence) {
      sequence.position(imagesGoOnAt);
    }
    imagesGoOnAt = null;
    long lastStep = LongMath.saturatedAdd(steps, count);
    new CurrentRun(this, lastStep, () -> imagesSeen, List.copyOf(listeners)).play(this::wholeStep);
  }

  private StepResult wholeStep() {
    try (Tape tape = new Tape()) {
      step(tape);
      steps++;
      return new StepResult(steps, imagesSeen, tape.numbers());
    }
  }

  @Override
  public final TrainerState state() {
    Map<String, Long> positions = new TreeMap<>();
    positions().forEach((name, sequence) -> positions.put(name, sequence.position()));
    if (imagesGoOnAt != null) {
      positions.put(IMAGES, imagesGoOnAt);
    }
    return new TrainerState(steps, imagesSeen, positions);
  }

  @Override
  public final void restore(TrainerState state) {
    steps = state.steps();
    imagesSeen = state.imagesSeen();
    positions()
        .forEach((name, sequence) -> sequence.position(state.positions().getOrDefault(name, 0L)));
    imagesGoOnAt = images == null ? state.positions().get(IMAGES) : null;
  }

  private Map<String, Resumable> positions() {
    Map<String, Resumable> all = new TreeMap<>(sequences);
    if (images instanceof Resumable sequence) {
      all.put(IMAGES, sequence);
    }
    return all;
  }

  @Override
  public final List<Stateful> stateful() {
    List<Stateful> all = new ArrayList<>(kept);
    all.addAll(ownState());
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

  @Override
  public Map<String, String> rules() {
    return ImmutableMap.of("batchSize", "" + real.size(), "seed", "" + seed);
  }
}
