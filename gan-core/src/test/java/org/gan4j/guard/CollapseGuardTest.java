package org.gan4j.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.Networks;
import org.gan4j.ValueRange;
import org.gan4j.data.Batching;
import org.gan4j.data.ByteImages;
import org.gan4j.data.ImageSet;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.guard.Warning.Kind;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

class CollapseGuardTest {
  private static final INDArray LATENTS = Networks.normal(1, 32, 36);
  private static final INDArray REAL = Networks.normal(2, 200, 1, 6, 6);
  private static final long INTERVAL = 100;

  private final List<Warning> warnings = new ArrayList<>();
  private final CollapseGuard guard = guard(REAL);
  private double spread = 1; // an image is its latents, times this
  private final ScriptedRun run = new ScriptedRun();

  private CollapseGuard guard(INDArray real) {
    return new CollapseGuard(generator(), LATENTS, real, INTERVAL, warnings::add);
  }

  private Generator generator() {
    return (Generator)
        Proxy.newProxyInstance(
            Generator.class.getClassLoader(),
            new Class<?>[] {Generator.class},
            (proxy, method, args) -> ((INDArray) args[0]).mul(spread));
  }

  private void looks(CollapseGuard by, int count, double spreadNow) {
    spread = spreadNow;
    for (int i = 0; i < count * INTERVAL; i++) {
      run.next(by);
    }
  }

  @Test
  void diversityIsAShareOfThatOfRealImages() {
    assertThat(guard.diversity()).isEmpty();
    looks(guard, 1, 0.6);
    assertThat(guard.diversity().orElseThrow())
        .isCloseTo(0.36 * Diversity.of(LATENTS) / Diversity.of(REAL), within(1e-9))
        .isCloseTo(0.36, within(0.05));
  }

  @Test
  void diversityThatIsLostIsWarnedOfOnce() {
    looks(guard, 10, 1);
    looks(guard, 2, 0.1);
    assertThat(warnings).isEmpty();
    looks(guard, 1, 0.1);
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).step()).isEqualTo(1300);
    assertThat(warnings.get(0).kind()).isEqualTo(Kind.COLLAPSE);
    assertThat(warnings.get(0).message())
        .contains("at step 1,300 are 1 % as diverse")
        .contains("learning rate")
        .contains("label smoothing (smoothed(0.9))");
    looks(guard, 20, 0.1);
    looks(guard, 2, 1);
    looks(guard, 20, 0);
    assertThat(warnings).hasSize(1);
  }

  @Test
  void samplesOfTheFirstStepsMayBeAlike() {
    looks(guard, 1, 1); // noise
    looks(guard, 10, 0.01);
    looks(guard, 10, 0.9);
    assertThat(warnings).isEmpty();
  }

  @Test
  void generatorThatNeverBecomesDiverseIsWarnedOf() {
    looks(guard, 51, 0);
    assertThat(warnings).isEmpty();
    looks(guard, 1, 0);
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).step()).isEqualTo(5200);
  }

  @Test
  void twoPoorLooksAreNoCollapse() {
    for (int i = 0; i < 30; i++) {
      looks(guard, 1, 1);
      looks(guard, 2, 0);
    }
    assertThat(warnings).isEmpty();
  }

  @Test
  void anEighthOfTheDiversityIsHealthyAndATwelfthIsNot() {
    looks(guard, 60, 0.36);
    assertThat(guard.diversity().orElseThrow()).isCloseTo(0.13, within(0.02));
    assertThat(warnings).isEmpty();
    looks(guard, 3, 0.28);
    assertThat(guard.diversity().orElseThrow()).isCloseTo(0.078, within(0.015));
    assertThat(warnings).hasSize(1);
  }

  /**
   * A run of networks that all but stand still: at step 1,100 the generator's last weights become
   * zero, and from then on every latent gives the same image.
   */
  @Test
  void runWhoseGeneratorLosesItsLatentsIsWarnedOf() {
    GanTrainer trainer =
        new GanTrainer(
            Generator.of(Networks.generator(new Sgd(1e-9)), Networks.SHAPE),
            Discriminator.of(Networks.discriminator(new Sgd(1e-9)), Networks.SHAPE),
            GanSettings.defaults().withBatchSize(4).withSeed(1));
    INDArray lastWeights = trainer.generator().network().getParam("2_W").muli(10);
    ImageSet images = noise();
    INDArray real = Batching.IN_ORDER.over(images, 1).next(200, ValueRange.SIGNED);
    INDArray latents = Networks.normal(3, 64, Networks.LATENT_SIZE);
    CollapseGuard watching =
        new CollapseGuard(trainer.generator(), latents, real, 20, warnings::add);
    trainer.listen(collapsingAt(1_100, lastWeights), watching);

    trainer.fit(images, 1_099);
    assertThat(watching.diversity().orElseThrow()).isBetween(0.5, 5.0);
    trainer.fit(images, 40);
    assertThat(warnings).isEmpty();
    trainer.fit(images, 1);

    assertThat(warnings).extracting(Warning::step).containsExactly(1_140L); // at the third look
    assertThat(watching.diversity().orElseThrow()).isBetween(0.0, 1e-9);
  }

  private static RunListener collapsingAt(long step, INDArray weights) {
    return new RunListener() {
      @Override
      public void onStep(Run run) {
        if (run.trainer().steps() == step) {
          weights.assign(0);
        }
      }
    };
  }

  private static ImageSet noise() {
    byte[] pixels = new byte[200 * Networks.SHAPE.size()];
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt(256);
    }
    return ByteImages.of(Networks.SHAPE, pixels);
  }

  @Test
  void realImagesThatAreAllAlikeAskForNothing() {
    CollapseGuard other = guard(Nd4j.ones(3, 1, 6, 6));
    looks(other, 80, 0);
    assertThat(warnings).isEmpty();
    assertThat(other.diversity()).isEmpty();
  }

  @Test
  void resumedRunRemembersThatThereWasDiversity() throws IOException {
    looks(guard, 9, 1);
    looks(guard, 1, 0);
    CollapseGuard resumed = guard(REAL);
    States.carry(guard::writeState, resumed::readState);
    looks(resumed, 2, 0);
    assertThat(warnings).hasSize(1);
    States.carry(guard::writeState, resumed::readState); // as a guard goes back
    looks(resumed, 10, 0);
    assertThat(warnings).hasSize(1);
  }

  @Test
  void oneLatentVectorIsRefused() {
    assertThatThrownBy(
            () -> new CollapseGuard(generator(), Nd4j.ones(1, 3), REAL, 1, warnings::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two images or more, not 1");
  }
}
