package org.gan4j.guard;

import com.google.common.collect.ImmutableList;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.gan4j.Generator;
import org.gan4j.Seeds;
import org.gan4j.data.Batching;
import org.gan4j.data.ImageSet;
import org.gan4j.game.GanTrainer;
import org.gan4j.train.AdversarialTrainer;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.Stateful;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All guards in one listener: {@code trainer.listen(Guards.standard(trainer, images))}. */
public final class Guards implements RunListener, Stateful {
  private static final Logger LOG = LoggerFactory.getLogger(Guards.class);
  private static final int SAMPLES = 64;
  private static final int REAL_IMAGES = 256;
  private static final long PARAMETERS_EVERY = 100;
  private static final long SAMPLES_EVERY = 200;

  private final NotFiniteGuard notFinite;
  private final DiscriminatorWonGuard won;
  private final CollapseGuard collapse;
  private final List<RunListener> watching;

  private Guards(
      NotFiniteGuard notFinite,
      DiscriminatorWonGuard won,
      CollapseGuard collapse,
      boolean watchesDiscriminator) {
    this.notFinite = notFinite;
    this.won = won;
    this.collapse = collapse;
    this.watching =
        watchesDiscriminator
            ? ImmutableList.of(notFinite, won, collapse)
            : ImmutableList.of(notFinite, collapse);
  }

  /**
   * {@return guards that end a run whose numbers are no longer finite, and write other warnings to
   * SLF4J's log}
   *
   * @param trainer that is going to run
   * @param images that it is going to be trained on
   */
  public static Guards standard(GanTrainer trainer, ImageSet images) {
    return standard(trainer, images, Retries.none(), warning -> LOG.warn(warning.message()));
  }

  /**
   * {@return guards}
   *
   * @param trainer that is going to run
   * @param images that it is going to be trained on
   * @param retries what to do when numbers are no longer finite
   * @param warnings who hears of them; is called on the training thread
   */
  public static Guards standard(
      GanTrainer trainer, ImageSet images, Retries retries, Consumer<Warning> warnings) {
    INDArray latents = latents(trainer);
    try (INDArray real = real(trainer, images)) {
      return new Guards(
          new NotFiniteGuard(trainer.generator(), latents, PARAMETERS_EVERY, retries, warnings),
          new DiscriminatorWonGuard(warnings),
          new CollapseGuard(trainer.generator(), latents, real, SAMPLES_EVERY, warnings),
          DiscriminatorWonGuard.watches(trainer.settings().loss()));
    }
  }

  private static INDArray latents(GanTrainer trainer) {
    long own = Seeds.derive(trainer.settings().seed(), "guards");
    return trainer.latentSpace().source(own).sample(SAMPLES);
  }

  private static INDArray real(GanTrainer trainer, ImageSet images) {
    Generator generator = trainer.generator();
    long own = Seeds.derive(trainer.settings().seed(), "guards' real images");
    return Batching.SHUFFLED
        .over(images, own)
        .next(Math.min(REAL_IMAGES, images.size()), generator.valueRange());
  }

  /**
   * {@return whether all parameters and samples are finite now; to be asked before a checkpoint is
   * written, so that none is bad}
   *
   * @param trainer whose players to look at, between two steps
   */
  public boolean healthy(AdversarialTrainer trainer) {
    return notFinite.healthy(trainer);
  }

  /** {@return the diversity of samples in the last look, see {@link CollapseGuard#diversity}} */
  public OptionalDouble diversity() {
    return collapse.diversity();
  }

  /**
   * Lets each guard look, until one takes the step back.
   *
   * @param run that has a result
   * @throws org.gan4j.GanException if there is something that is not finite, and no way back
   */
  @Override
  public void onStep(Run run) {
    long made = run.trainer().steps();
    for (RunListener guard : watching) {
      if (run.trainer().steps() == made) {
        guard.onStep(run);
      }
    }
  }

  @Override
  public void onTakenBack(Run run) {
    watching.forEach(guard -> guard.onTakenBack(run));
  }

  @Override
  public boolean mayTakeBack() {
    return true;
  }

  @Override
  public String stateName() {
    return "guards";
  }

  @Override
  public void writeState(DataOutputStream out) throws IOException {
    notFinite.writeState(out);
    won.writeState(out);
    collapse.writeState(out);
  }

  /** What was warned of stays warned of. */
  @Override
  public void readState(DataInputStream in) throws IOException {
    notFinite.readState(in);
    won.readState(in);
    collapse.readState(in);
  }
}
