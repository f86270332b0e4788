package org.gan4j.guard;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.gan4j.GanException;
import org.gan4j.Generator;
import org.gan4j.Message;
import org.gan4j.Player;
import org.gan4j.guard.Warning.Kind;
import org.gan4j.train.AdversarialTrainer;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.StepResult;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Watches for numbers that are NaN or infinite: losses and judgements at each step, parameters of
 * all players and samples now and then and at the last step. It then takes the run back to the last
 * checkpoint and lowers all learning rates, and ends the run with a {@link GanException} when that
 * did not help. Each time is a warning.
 */
public final class NotFiniteGuard implements RunListener {
  private final Generator generator;
  private final INDArray latents;
  private final long interval;
  private final Retries retries;
  private final Consumer<Warning> warnings;
  private int used; // retries

  /**
   * Creates a guard.
   *
   * @param generator whose samples to look at
   * @param latents that samples are drawn from, {@code [count, latentSize]}; kept
   * @param interval steps between two looks at parameters and samples, at least 1
   * @param retries what to do
   * @param warnings who hears of it
   * @throws IllegalArgumentException if {@code interval} is below 1
   */
  public NotFiniteGuard(
      Generator generator,
      INDArray latents,
      long interval,
      Retries retries,
      Consumer<Warning> warnings) {
    checkArgument(interval >= 1, "an interval has at least one step, not %s", interval);
    this.generator = generator;
    this.latents = latents;
    this.interval = interval;
    this.retries = retries;
    this.warnings = warnings;
  }

  /**
   * {@return whether all parameters and samples are finite now; to be asked before a checkpoint is
   * written, so that none is bad}
   *
   * @param trainer whose players to look at, between two steps
   */
  public boolean healthy(AdversarialTrainer trainer) {
    return problem(trainer).isEmpty();
  }

  private Optional<String> problem(AdversarialTrainer trainer) {
    return Finite.problem(trainer).or(this::problemOfSamples);
  }

  private Optional<String> problemOfSamples() {
    try (INDArray samples = generator.generate(latents)) {
      return Finite.problem("values of generated images", samples);
    }
  }

  /**
   * Looks at the numbers of the step, and at the players if it is time.
   *
   * @param run that has a result
   * @throws GanException if there is something that is not finite, and no way back
   */
  @Override
  public void onStep(Run run) {
    StepResult result = run.result().orElseThrow();
    AdversarialTrainer trainer = run.trainer();
    boolean looks = result.step() % interval == 0 || result.step() == run.lastStep();
    Finite.problem(result)
        .or(() -> looks ? problem(trainer) : Optional.empty())
        .ifPresent(found -> goBack(trainer, result.step(), found));
  }

  @Override
  public boolean mayTakeBack() {
    return true;
  }

  private void goBack(AdversarialTrainer trainer, long step, String found) {
    if (used >= retries.most()) {
      throw end(step, found);
    }
    Map<Player, OptionalDouble> rates = new LinkedHashMap<>();
    trainer
        .players()
        .values()
        .forEach(player -> rates.put(player, player.weights().learningRate()));
    OptionalLong back = retries.rollBack().rollBack();
    if (back.isEmpty()) {
      throw end(step, found);
    }
    used++;
    try {
      rates.forEach(this::lower);
    } catch (IllegalStateException e) { // which says why a rate cannot be lowered
      throw new GanException(
          "%s after step %,d; went back to step %,d, where %s"
              .formatted(found, step, back.getAsLong(), e.getMessage()),
          e);
    }
    warnings.accept(new Warning(step, Kind.NOT_FINITE, message(step, found, back.getAsLong())));
  }

  /** Counts from the rate before: going back may, or may not, have brought back that of then. */
  private void lower(Player player, OptionalDouble before) {
    if (before.isPresent()) {
      double present = player.weights().learningRate().orElseThrow();
      player.weights().scaleLearningRate(before.getAsDouble() * retries.factor() / present);
    }
  }

  private Message message(long step, String found, long back) {
    return Message.of(
        "%s after step %,d: went back to step %,d, all learning rates times %s (%d of %d tries)",
        found, step, back, retries.factor(), used, retries.most());
  }

  private GanException end(long step, String found) {
    String tried =
        used == 0
            ? "it did not go back to a checkpoint, because there is none or it was not told how"
            : "going back to a checkpoint and lowering the learning rates %d times did not help"
                .formatted(used);
    return new GanException(
        "%s after step %,d, and %s: train anew with a lower learning rate, or with another loss"
            .formatted(found, step, tried));
  }

  /**
   * Writes how often the run went back.
   *
   * @param out where to
   * @throws IOException if that fails
   */
  public void writeState(DataOutputStream out) throws IOException {
    out.writeInt(used);
  }

  /**
   * Reads what {@link #writeState} wrote. In a run that goes back to a checkpoint the larger count
   * stays.
   *
   * @param in where from
   * @throws IOException if that fails
   */
  public void readState(DataInputStream in) throws IOException {
    used = Math.max(used, in.readInt());
  }
}
