package org.gan4j.train;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.Generator;
import org.gan4j.Player;
import org.gan4j.SampleShape;
import org.gan4j.engine.file.NetworkFile;
import org.gan4j.engine.update.NetworkAverage;

/**
 * A moving average of a player, usually the generator, which draws steadier images than the
 * generator of any single step: {@code trainer.listen(MovingAverage.of(trainer))}, before what
 * saves.
 *
 * <p>After each step all parameters, BatchNorm's running statistics among them, become
 *
 * <pre>{@code
 * average = beta * average + (1 - beta) * generator
 * beta = 0.5 ^ (real images of the step / half-life now)
 * half-life now = min(half-life * share, real images seen so far * ramp)
 * }</pre>
 *
 * <p>so that what the generator was a half-life ago counts half as much, and the first steps are
 * soon forgotten; the share is 1, unless {@link #useHalfLife} says another. Averages of parameters
 * are those of Karras et al. 2018 (arXiv:1710.10196); the ramp is that of the program of Karras et
 * al. 2020 (arXiv:2006.06676), {@code ema_rampup}. That copies the running statistics; here they
 * are averaged as Deeplearning4j keeps them, deviations as logarithms.
 *
 * <p>It is kept in checkpoints. Where one has none, the average begins as the generator that is
 * restored from it. Its memory is that of two further arrays of parameters.
 */
public final class MovingAverage implements RunListener, Stateful {
  /** The half-life, in real images, unless another one is given. */
  public static final long HALF_LIFE = 10_000;

  /** The largest share of the images seen that the half-life has, unless another one is given. */
  public static final double RAMP = 0.05;

  /** By what name it is kept in checkpoints. */
  public static final String NAME = "generator-average";

  private static final long NOT_BEGUN = -1;

  private final String name;
  private final Player averaged;
  private final NetworkAverage average;
  private Generator generator; // with the average, made when it is first asked for
  private final double halfLife;
  private final double ramp;
  private double share = 1; // of the half-life
  private long seen = NOT_BEGUN; // real images when it was last moved

  private MovingAverage(String player, Player averaged, double halfLife, double ramp) {
    this.name = player + "-average";
    this.averaged = averaged;
    this.average = NetworkAverage.of(averaged.network());
    this.halfLife = halfLife;
    this.ramp = ramp;
  }

  /**
   * {@return an average with a half-life of 10,000 images and a ramp of 0.05}
   *
   * @param trainer that is going to run, and to be listened to
   */
  public static MovingAverage of(AdversarialTrainer trainer) {
    return of(trainer, HALF_LIFE, RAMP);
  }

  /**
   * {@return an average}
   *
   * @param trainer that is going to run, and to be listened to
   * @param halfLife in real images, at least 1
   * @param ramp above 0; infinite for a half-life that is the same from the beginning
   * @throws IllegalArgumentException if {@code halfLife} is below 1, or {@code ramp} not above 0
   */
  public static MovingAverage of(AdversarialTrainer trainer, long halfLife, double ramp) {
    return of(trainer, "generator", halfLife, ramp);
  }

  /**
   * {@return an average of any player}
   *
   * @param trainer that is going to run, and to be listened to
   * @param player its name
   * @param halfLife in real images, at least 1
   * @param ramp above 0; infinite for a half-life that is the same from the beginning
   * @throws IllegalArgumentException if {@code halfLife} is below 1, {@code ramp} not above 0, or
   *     there is no such player
   */
  public static MovingAverage of(
      AdversarialTrainer trainer, String player, long halfLife, double ramp) {
    Player averaged = trainer.players().get(player);
    checkArgument(
        averaged != null, "there is no player %s among %s", player, trainer.players().keySet());
    checkArgument(halfLife >= 1, "a half-life has at least one image, not %s", halfLife);
    checkArgument(ramp > 0, "a ramp is above 0, not %s", ramp);
    return new MovingAverage(player, averaged, halfLife, ramp);
  }

  /**
   * {@return the generator with the averaged parameters, always the same; not to be trained}
   *
   * @throws IllegalStateException if the player is no generator
   */
  public Generator generator() {
    checkState(averaged instanceof Generator, "%s is no average of a generator", name);
    if (generator == null) {
      Generator own = (Generator) averaged;
      generator =
          Generator.of(
              average.network(),
              own.sampleShape(),
              own.valueRange(),
              own.given().toArray(SampleShape[]::new));
    }
    return generator;
  }

  /**
   * Uses a share of the half-life from the next step on, as a {@link Scheduled} that is listened to
   * after this says it: a half-life that rises is {@code new
   * Scheduled(Schedule.CONSTANT.warmUp(2000), steps, average::useHalfLife)}.
   *
   * @param part from 0, which takes the generator as it is, to 1
   * @throws IllegalArgumentException if it is not
   */
  public void useHalfLife(double part) {
    checkArgument(part >= 0 && part <= 1, "a share is from 0 to 1, not %s", part);
    share = part;
  }

  /** {@return the network with the averaged parameters, always the same; not to be trained} */
  public Model network() {
    return average.network();
  }

  /**
   * Begins where the generator is, unless the average goes on.
   *
   * @param run of the trainer that this is of
   * @throws IllegalArgumentException if it is of another one
   */
  @Override
  public void onStart(Run run) {
    checkArgument(
        run.trainer().players().containsValue(averaged),
        "this is the average of another trainer's player: make one for each trainer");
    if (seen == NOT_BEGUN) {
      begin(run.imagesSeen());
    } else {
      onTakenBack(run); // before this run, perhaps
    }
  }

  /** Begins anew where the trainer was taken back to a state without the average. */
  @Override
  public void onTakenBack(Run run) {
    if (seen > run.imagesSeen()) {
      begin(run.imagesSeen());
    }
  }

  /**
   * Moves the average.
   *
   * @param run that has a result
   */
  @Override
  public void onStep(Run run) {
    long now = run.imagesSeen();
    average.approach(averaged.weights().parameters(), 1 - beta(now - seen, now));
    seen = now;
  }

  private void begin(long images) {
    average.assign(averaged.weights().parameters());
    seen = images;
  }

  private double beta(long ofStep, long now) {
    return Math.pow(0.5, ofStep / Math.min(halfLife * share, now * ramp));
  }

  @Override
  public String stateName() {
    return name;
  }

  /** Writes a number of images and the average as a Deeplearning4j model file. */
  @Override
  public void writeState(DataOutputStream out) throws IOException {
    if (seen == NOT_BEGUN) {
      average.assign(averaged.weights().parameters());
    }
    out.writeLong(seen);
    NetworkFile.write(average.network(), out, false);
  }

  @Override
  public void readState(DataInputStream in) throws IOException {
    long images = readImages(in);
    Optional<String> difference = average.read(in);
    if (difference.isPresent()) {
      throw new IOException("it is the average of another generator: " + difference.get());
    }
    seen = images;
  }

  private static long readImages(DataInputStream in) throws IOException {
    long images = in.readLong();
    if (images < NOT_BEGUN) {
      throw new IOException("it says that %s images were seen".formatted(images));
    }
    return images;
  }

  /**
   * {@return the averaged generator in a state, a new network}
   *
   * @param state that {@link #writeState} has written
   * @param own classes of the application's that it is made of, for example a layer
   * @throws IOException if it cannot be read or makes no sense
   */
  public static Model readNetwork(DataInputStream state, Class<?>... own) throws IOException {
    readImages(state);
    return NetworkFile.read(state, own);
  }
}
