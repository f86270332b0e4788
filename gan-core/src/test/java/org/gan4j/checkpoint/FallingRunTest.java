package org.gan4j.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gan4j.checkpoint.TinyTrainers.adam;
import static org.gan4j.checkpoint.TinyTrainers.all;
import static org.gan4j.checkpoint.TinyTrainers.images;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.flow.Tape;
import org.gan4j.game.GanTrainer;
import org.gan4j.guard.Guards;
import org.gan4j.guard.Retries;
import org.gan4j.guard.RollBack;
import org.gan4j.guard.Warning;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.Schedule;
import org.gan4j.train.ScheduledRates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rates that fall from step 4 to step 10, and checkpoints before, in and after their fall. */
class FallingRunTest {
  private static final double RATE = 1e-2;
  private static final int STEPS = 10;
  private static final ScheduledRates FALLING = new ScheduledRates(Schedule.linear(0.4), STEPS);

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("run.ckpt");
  }

  /** Its loss is NaN in a given step, once. */
  private static final class Failing extends GanTrainer {
    private final long failure;
    private boolean failed;
    private final List<Double> rates = new ArrayList<>(); // that its generator had for each step

    Failing(long failure) {
      super(
          TinyTrainers.generator(8, adam(RATE)),
          TinyTrainers.discriminator(adam(RATE)),
          TinyTrainers.settings());
      this.failure = failure;
    }

    @Override
    protected void step(Tape tape) {
      rates.add(((MultiLayerNetwork) generator().network()).getLearningRate(0));
      super.step(tape);
      if (steps() + 1 == failure && !failed) {
        failed = true;
        tape.note("d_loss", Double.NaN);
      }
    }
  }

  private static Failing healthy() {
    return new Failing(0);
  }

  private Failing restored() {
    Failing trainer = healthy();
    Checkpoint.read(file()).restore(trainer);
    return trainer;
  }

  private RunListener saving(long step) {
    return new RunListener() {
      @Override
      public void onStep(Run run) {
        if (run.trainer().steps() == step) {
          TinyTrainers.write(file(), (GanTrainer) run.trainer());
        }
      }
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4, 7, 9})
  void runGoesOnToTheBit(int made) {
    Failing whole = healthy();
    whole.listen(FALLING).fit(images(), STEPS);
    Failing first = healthy();
    first.listen(FALLING).fit(images(), made);
    TinyTrainers.write(file(), first);

    Failing second = restored();
    second.listen(FALLING).fit(images(), STEPS - made);

    assertThat(all(second)).isEqualTo(all(whole));
    assertThat(second.rates).isEqualTo(whole.rates.subList(made, STEPS));
  }

  /** So what saves may be told of a step before the rates are, and after. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void orderOfListenersDoesNotMatter(boolean savesFirst) {
    Failing whole = healthy();
    RunListener saving = saving(6);
    whole.listen(savesFirst ? saving : FALLING, savesFirst ? FALLING : saving).fit(images(), STEPS);

    Failing second = restored();
    second.listen(FALLING).fit(images(), STEPS - 6);

    assertThat(all(second)).isEqualTo(all(whole));
  }

  /** Longer from the constant part on, from the fall on, and after the end. */
  @ParameterizedTest
  @ValueSource(ints = {3, 7, 10})
  void runThatIsMadeLongerHasTheRatesOfOneThatWasAsLongFromTheBeginning(int made) {
    Failing longer = healthy();
    longer.listen(new ScheduledRates(Schedule.linear(0.4), 20)).fit(images(), 20);
    Failing first = healthy();
    first.listen(FALLING).fit(images(), made);
    TinyTrainers.write(file(), first);

    Failing second = restored();
    second.listen(new ScheduledRates(Schedule.linear(0.4), 20)).fit(images(), 20 - made);

    assertThat(second.rates).isEqualTo(longer.rates.subList(made, 20));
    assertThat(second.rates.get(0))
        .isCloseTo(made < 8 ? RATE : RATE * 10 / 12, within(1e-12 * RATE));
    assertThat(second.rates.get(19 - made)).isCloseTo(RATE / 12, within(1e-12 * RATE));
  }

  /** Back from the fall into the constant part, and from one place in the fall to another. */
  @ParameterizedTest
  @ValueSource(ints = {2, 6})
  void guardThatGoesBackHalvesAllThatIsLeft(int saved) {
    Failing trainer = new Failing(9);
    RollBack rollBack =
        () -> {
          Checkpoint.read(file()).restore(trainer);
          return OptionalLong.of(saved);
        };
    List<Warning> warnings = new ArrayList<>();
    trainer.listen(Guards.standard(trainer, images(), Retries.of(rollBack), warnings::add));
    trainer.listen(saving(saved), FALLING).fit(images(), STEPS);

    assertThat(warnings).hasSize(1);
    assertThat(trainer.rates).hasSize(9 + STEPS - saved);
    for (int made = 0; made < STEPS; made++) {
      double whole = RATE * FALLING.share(made);
      if (made < 9) {
        assertThat(trainer.rates.get(made)).isEqualTo(whole);
      }
      if (made >= saved) {
        assertThat(trainer.rates.get(9 + made - saved))
            .as("after %s steps", made)
            .isCloseTo(whole / 2, within(1e-12 * RATE));
      }
    }
    assertThat(trainer.discriminator().weights().learningRate().orElseThrow())
        .isCloseTo(RATE / 2, within(1e-12 * RATE));
  }

  @Test
  void rateThatWasLoweredFallsOnFromThereInARunThatGoesOn() {
    Failing first = healthy();
    first.listen(FALLING).fit(images(), 6);
    first.generator().weights().scaleLearningRate(0.5);
    TinyTrainers.write(file(), first);

    Failing second = restored();
    second.listen(FALLING).fit(images(), STEPS - 6);

    assertThat(second.rates.get(0)).isCloseTo(RATE / 2 * 4 / 6, within(1e-12 * RATE));
    assertThat(second.rates.get(3)).isCloseTo(RATE / 2 / 6, within(1e-12 * RATE));
  }

  /** Until its rates fall a run is the one whose rates do not, also in its files. */
  @Test
  void constantPartIsThatOfARunWithConstantRates() {
    Failing falling = healthy();
    falling.listen(FALLING, saving(3)).fit(images(), 4);
    Failing constant = healthy();
    constant.fit(images(), 3);

    TinyTrainers.write(folder.resolve("constant.ckpt"), constant);
    assertThat(file()).hasSameBinaryContentAs(folder.resolve("constant.ckpt"));
  }
}
