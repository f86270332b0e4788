package org.gan4j.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.gan4j.Discriminator;
import org.gan4j.GanException;
import org.gan4j.Generator;
import org.gan4j.Networks;
import org.gan4j.Precision;
import org.gan4j.data.ByteImages;
import org.gan4j.data.ImageSet;
import org.gan4j.flow.Tape;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.guard.Warning.Kind;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.Losses;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Sgd;

class GuardsTest {
  private static final double RATE = 0.01;
  private static final ImageSet IMAGES = images();

  private final List<Warning> warnings = new ArrayList<>();

  private static ImageSet images() {
    byte[] pixels = new byte[20 * Networks.SHAPE.size()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 37);
    }
    return ByteImages.of(Networks.SHAPE, pixels);
  }

  /** Its losses are NaN in given steps. */
  private static class Failing extends GanTrainer {
    private final List<Long> failures;
    private long made;

    Failing(Long... failures) {
      super(
          Generator.of(Networks.generator(new Sgd(RATE)), Networks.SHAPE),
          Discriminator.of(Networks.discriminator(new Sgd(RATE)), Networks.SHAPE),
          playedBy(Losses.nonSaturating()));
      this.failures = List.of(failures);
    }

    @Override
    protected void step(Tape tape) {
      super.step(tape);
      made++;
      if (failures.contains(made)) {
        tape.note("d_loss", Double.NaN);
      }
    }
  }

  private static GanSettings playedBy(AdversarialLoss loss) {
    return GanSettings.defaults().withLoss(loss).withBatchSize(4).withSeed(3);
  }

  @Test
  void oneLineWatchesARunThatIsHealthy() {
    GanTrainer trainer = new Failing();
    Guards guards = Guards.standard(trainer, IMAGES);
    trainer.listen(guards).fit(IMAGES, 200);
    assertThat(guards.healthy(trainer)).isTrue();
    assertThat(guards.diversity()).isPresent();
  }

  @Test
  void runThatCannotGoBackEndsAtTheFirstLossThatIsNotANumber() {
    GanTrainer trainer = new Failing(5L);
    trainer.listen(Guards.standard(trainer, IMAGES));
    assertThatThrownBy(() -> trainer.fit(IMAGES, 10))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("loss is NaN after step 5");
  }

  @Test
  void runThatGoesBackGoesOnWithHalfTheRates() {
    GanTrainer trainer = new Failing(5L);
    RollBack rollBack = () -> OptionalLong.of(4);
    trainer.listen(Guards.standard(trainer, IMAGES, Retries.of(rollBack), warnings::add));
    trainer.fit(IMAGES, 10);

    assertThat(trainer.steps()).isEqualTo(10);
    assertThat(warnings).extracting(Warning::kind).containsExactly(Kind.NOT_FINITE);
    assertThat(trainer.generator().weights().learningRate().orElseThrow())
        .isCloseTo(RATE / 2, within(1e-12));
  }

  /** The same images and latents, so that what guards draw is not drawn from the training's. */
  @Test
  void guardsChangeNothingInTheTraining() {
    GanTrainer watched = new Failing();
    GanTrainer other = new Failing();
    watched.listen(Guards.standard(watched, IMAGES)).fit(IMAGES, 205);
    other.fit(IMAGES, 205);
    Precision.assertSameBits(
        watched.generator().weights().parameters(), other.generator().weights().parameters());
    Precision.assertSameBits(
        watched.discriminator().weights().parameters(),
        other.discriminator().weights().parameters());
  }

  @Test
  void stepThatWasTakenBackIsNotCountedByOtherGuards() {
    Failing trainer = new Failing();
    ScriptedRun run = new ScriptedRun();
    RollBack rollBack =
        () -> {
          run.goBackTo(100);
          return OptionalLong.of(100);
        };
    Guards guards = Guards.standard(trainer, IMAGES, Retries.of(rollBack), warnings::add);
    run.generator().weights().parameters().putScalar(0, Double.NaN);
    run.tell(guards, ScriptedRun.step(200, 0.5, 0.5));
    assertThat(guards.diversity()).as("no look at samples").isEmpty();
    assertThat(warnings).hasSize(1);
  }

  @Test
  void scoresWithoutBoundsAreNotTakenForProbabilities() {
    ScriptedRun run = new ScriptedRun();
    for (AdversarialLoss loss : List.of(Losses.wasserstein(), Losses.nonSaturating())) {
      GanTrainer trainer = new GanTrainer(run.generator(), run.discriminator(), playedBy(loss));
      Guards guards = Guards.standard(trainer, IMAGES, Retries.none(), warnings::add);
      warnings.clear();
      for (int i = 0; i < 1500; i++) {
        run.next(guards, 1, 0);
      }
      assertThat(warnings.stream().anyMatch(w -> w.kind() == Kind.DISCRIMINATOR_WON))
          .isEqualTo(DiscriminatorWonGuard.watches(loss));
    }
  }

  @Test
  void stateOfAllGuardsIsCarriedIntoAResumedRun() throws IOException {
    Failing trainer = new Failing();
    ScriptedRun run = new ScriptedRun();
    Guards guards = Guards.standard(trainer, IMAGES, Retries.none(), warnings::add);
    for (int i = 0; i < 1300; i++) {
      run.next(guards, 1, 0);
    }
    Guards resumed = Guards.standard(trainer, IMAGES, Retries.none(), warnings::add);
    States.carry(guards::writeState, resumed::readState);
    assertThat(resumed.diversity()).isEqualTo(guards.diversity()).isPresent();
    for (int i = 0; i < 1300; i++) {
      run.next(resumed, 1, 0);
    }
    assertThat(warnings).extracting(Warning::kind).containsOnlyOnce(Kind.DISCRIMINATOR_WON);
    assertThat(guards.stateName()).isEqualTo("guards");
  }

  @Test
  void lastStepIsLookedAtWhateverItsNumber() {
    GanTrainer trainer =
        new Failing() {
          @Override
          protected void generatorUpdated() {
            if (steps() == 6) { // in the seventh
              generator().weights().parameters().putScalar(0, Double.NaN);
            }
          }
        };
    trainer.listen(Guards.standard(trainer, IMAGES));
    assertThatThrownBy(() -> trainer.fit(IMAGES, 7))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("parameters of the generator are NaN or infinite after step 7");
  }
}
