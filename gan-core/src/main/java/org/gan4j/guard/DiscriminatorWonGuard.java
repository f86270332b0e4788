package org.gan4j.guard;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import org.gan4j.Advice;
import org.gan4j.Message;
import org.gan4j.guard.Warning.Kind;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.StepResult;

/**
 * Warns once when the discriminator has won: when, in the moving mean of 200 steps, it gives
 * generated images a probability below 0.01 of being real and real images one above 0.85, for 500
 * steps in a row. Its loss is then as good as zero, and the generator learns next to nothing. The
 * second bound leaves room for smoothed labels, which keep a perfect discriminator at 0.9.
 *
 * <p>For losses whose {@linkplain AdversarialLoss#judgement judgement} is a probability; see {@link
 * #watches}. With a relativistic loss it is that of being more real than an image of the other
 * kind.
 */
public final class DiscriminatorWonGuard implements RunListener {
  private static final double WEIGHT = 1.0 / 200;
  private static final double REAL = 0.85;
  private static final double FAKE = 0.01;
  private static final int STEPS = 500;
  private static final double SURE = 1e9; // a score without doubt

  private final Consumer<Warning> warnings;
  private double onReal = 0.5;
  private double onFake = 0.5;
  private int row; // of steps with a discriminator that has won
  private boolean warned;

  /**
   * Creates a guard.
   *
   * @param warnings who hears of it
   */
  public DiscriminatorWonGuard(Consumer<Warning> warnings) {
    this.warnings = warnings;
  }

  /**
   * {@return whether this guard makes sense for a loss: whether its judgements are probabilities}
   *
   * @param loss the rules of the game
   */
  public static boolean watches(AdversarialLoss loss) {
    return loss.judgement(-SURE) >= 0 && loss.judgement(SURE) <= 1;
  }

  /**
   * Counts the step.
   *
   * @param run that has a result
   */
  @Override
  public void onStep(Run run) {
    StepResult result = run.result().orElseThrow();
    double ofReal = result.number("d_real").orElse(Double.NaN);
    double ofFake = result.number("d_fake").orElse(Double.NaN);
    if (warned || !Double.isFinite(ofReal) || !Double.isFinite(ofFake)) {
      return;
    }
    onReal += (ofReal - onReal) * WEIGHT;
    onFake += (ofFake - onFake) * WEIGHT;
    row = onReal > REAL && onFake < FAKE ? row + 1 : 0;
    if (row == STEPS) {
      warned = true;
      warnings.accept(new Warning(result.step(), Kind.DISCRIMINATOR_WON, message(result.step())));
    }
  }

  private Message message(long step) {
    return Message.of(
        "the discriminator has won: for %d steps up to %,d it gave real images %.3f and generated"
            + " ones %.4f on average, so the generator learns little; try label smoothing"
            + " (%s), a lower learning rate of the discriminator, more generator updates (%s), or"
            + " dropout in the discriminator",
        STEPS, step, onReal, onFake, Advice.LABEL_SMOOTHING, Advice.GENERATOR_STEPS);
  }

  /**
   * Writes the moving means, and whether a warning was given.
   *
   * @param out where to
   * @throws IOException if that fails
   */
  public void writeState(DataOutputStream out) throws IOException {
    out.writeDouble(onReal);
    out.writeDouble(onFake);
    out.writeInt(row);
    out.writeBoolean(warned);
  }

  /**
   * Reads what {@link #writeState} wrote. A warning that was given before stays given.
   *
   * @param in where from
   * @throws IOException if that fails
   */
  public void readState(DataInputStream in) throws IOException {
    onReal = in.readDouble();
    onFake = in.readDouble();
    row = in.readInt();
    warned |= in.readBoolean();
  }
}
