package org.gan4j.guard;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.gan4j.Advice;
import org.gan4j.Generator;
import org.gan4j.Message;
import org.gan4j.guard.Warning.Kind;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Warns once when the generator has collapsed: when what it makes of the same latents each time has
 * lost its diversity. That is the mean squared distance between two of the images, as a share of
 * that between two real ones. Below 0.1 in three looks in a row is a collapse, from step 1,000 on:
 * images of the first steps are all alike. If the share has never been 0.1, it is one from step
 * 5,000 on. Healthy runs were at 0.33 and more by step 1,000, or had not begun to be diverse;
 * collapsed ones were at 0.04 and less ({@code docs/guards.md} has the figures).
 *
 * <p>A generator that makes a few kinds of images alone, each in many variants, is not noticed.
 */
public final class CollapseGuard implements RunListener {
  private static final double LEAST = 0.1;
  private static final int LOOKS = 3;
  private static final long BEGUN = 1000; // steps
  private static final long GROWN = 5000;

  private final Generator generator;
  private final INDArray latents;
  private final double ofReal;
  private final long interval;
  private final Consumer<Warning> warnings;
  private double share = Double.NaN; // before the first look
  private boolean diverse; // whether it has ever been
  private int row; // of looks at too little diversity
  private boolean warned;

  /**
   * Creates a guard.
   *
   * @param generator to look at
   * @param latents that samples are drawn from, {@code [count, latentSize]}; kept
   * @param real images in the generator's value range, {@code [count, channels, height, width]};
   *     not kept
   * @param interval steps between two looks, at least 1
   * @param warnings who hears of it
   * @throws IllegalArgumentException if {@code interval} is below 1, or there are fewer than two
   *     latents
   */
  public CollapseGuard(
      Generator generator,
      INDArray latents,
      INDArray real,
      long interval,
      Consumer<Warning> warnings) {
    checkArgument(interval >= 1, "an interval has at least one step, not %s", interval);
    checkArgument(
        latents.size(0) >= 2, "diversity is that of two images or more, not %s", latents.size(0));
    this.generator = generator;
    this.latents = latents;
    this.ofReal = Diversity.of(real);
    this.interval = interval;
    this.warnings = warnings;
  }

  /** {@return the diversity in the last look, as a share of that of real images; empty before} */
  public OptionalDouble diversity() {
    return Double.isNaN(share) ? OptionalDouble.empty() : OptionalDouble.of(share);
  }

  /**
   * Looks at samples if it is time.
   *
   * @param run that has a result
   */
  @Override
  public void onStep(Run run) {
    long step = run.trainer().steps();
    if (step % interval == 0 && ofReal > 0) {
      look(step);
    }
  }

  private void look(long step) {
    try (INDArray images = generator.generate(latents)) {
      share = Diversity.of(images) / ofReal;
    }
    boolean low = share < LEAST;
    diverse |= !low;
    row = low && step >= (diverse ? BEGUN : GROWN) ? row + 1 : 0;
    if (row >= LOOKS && !warned) {
      warned = true;
      warnings.accept(new Warning(step, Kind.COLLAPSE, message(step)));
    }
  }

  private Message message(long step) {
    return Message.of(
        "the generator has collapsed: images of different latents at step %,d are %.0f %% as"
            + " diverse as real ones; go on from a network that was saved before, try a lower"
            + " learning rate (%s) or label smoothing (%s), or another loss (%s)",
        step, 100 * share, Advice.LEARNING_RATE, Advice.LABEL_SMOOTHING, Advice.LOSS);
  }

  /**
   * Writes what was seen so far, and whether a warning was given.
   *
   * @param out where to
   * @throws IOException if that fails
   */
  public void writeState(DataOutputStream out) throws IOException {
    out.writeDouble(share);
    out.writeBoolean(diverse);
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
    share = in.readDouble();
    diverse = in.readBoolean();
    row = in.readInt();
    warned |= in.readBoolean();
  }
}
