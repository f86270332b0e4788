package org.gan4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.Doubles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.Networks;
import org.gan4j.Player;
import org.gan4j.data.ByteImages;
import org.gan4j.data.ImageSet;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.game.UpdateScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.InverseSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** What plain descent goes, divided by the gradient that it goes by, is the rate that it uses. */
class ScheduledRatesTest {
  private static final double RATE = 0.01;
  private static final int STEPS = 10;
  private static final ImageSet IMAGES = images();

  private final List<Double> ofGenerator = new ArrayList<>();
  private final List<Double> ofDiscriminator = new ArrayList<>();

  private static ImageSet images() {
    byte[] pixels = new byte[20 * Networks.SHAPE.size()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 37);
    }
    return ByteImages.of(Networks.SHAPE, pixels);
  }

  private GanTrainer trainer(IUpdater optimiser, UpdateScheme scheme, int updates) {
    Generator generator =
        Generator.of(
            Networks.network(
                optimiser,
                InputType.feedForward(Networks.LATENT_SIZE),
                List.of(Networks.dense(Networks.SHAPE.size(), Activation.TANH))),
            Networks.SHAPE);
    Discriminator discriminator =
        Discriminator.of(Networks.discriminator(optimiser), Networks.SHAPE);
    return new GanTrainer(
        measured(Generator.class, generator, ofGenerator),
        measured(Discriminator.class, discriminator, ofDiscriminator),
        GanSettings.defaults()
            .withBatchSize(4)
            .withScheme(scheme)
            .withDiscriminatorSteps(updates)
            .withGeneratorSteps(updates));
  }

  private GanTrainer trainer(IUpdater optimiser) {
    return trainer(optimiser, UpdateScheme.SEPARATE, 1);
  }

  /** Returns a player whose updates are measured. */
  private static <P extends Player> P measured(Class<P> type, P player, List<Double> rates) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> {
              INDArray before = player.weights().parameters().dup();
              INDArray gradients = player.weights().gradients();
              try {
                return method.invoke(player, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                if (method.getName().equals("update")) {
                  rates.add(rate(before.sub(player.weights().parameters()), gradients));
                }
              }
            }));
  }

  private static double rate(INDArray way, INDArray gradients) {
    int largest = gradients.ravel().dup().argMax().getInt(0);
    return way.ravel().getDouble(largest) / gradients.ravel().getDouble(largest);
  }

  /** A line that falls to 0 from the first step on, cut at the rate that it is to have. */
  private static double rate(int made, double from, int steps) {
    return Math.min(RATE, RATE / (1 - from) * (1 - (double) made / steps));
  }

  private static void assertAre(List<Double> rates, double from, int first, int steps, int each) {
    assertThat(rates).hasSize((steps - first) * each);
    for (int i = 0; i < rates.size(); i++) {
      double expected = rate(first + i / each, from, steps);
      assertThat(rates.get(i)).as("update %s", i).isCloseTo(expected, within(1e-9 * RATE));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyUpdateIsMadeAtTheRateOfItsStep(UpdateScheme scheme) {
    int updates = scheme == UpdateScheme.SIMULTANEOUS ? 1 : 2;
    GanTrainer trainer = trainer(new Sgd(RATE), scheme, updates);
    trainer.listen(falling(0.4, STEPS)).fit(IMAGES, STEPS);

    assertAre(ofGenerator, 0.4, 0, STEPS, updates);
    assertAre(
        ofDiscriminator, 0.4, 0, STEPS, scheme == UpdateScheme.SEPARATE ? 2 * updates : updates);
    assertThat(ofGenerator.get(STEPS * updates - 1)).isCloseTo(RATE / 6, within(1e-9 * RATE));
  }

  @Test
  void rateFallsFromTheFirstStepOnIfItIsTo() {
    trainer(new Sgd(RATE)).listen(falling(0, STEPS)).fit(IMAGES, STEPS);
    assertAre(ofGenerator, 0, 0, STEPS, 1);
  }

  @Test
  void trainingInPiecesIsTheTrainingInOne() {
    GanTrainer trainer = trainer(new Sgd(RATE)).listen(falling(0.4, STEPS));
    for (int i = 0; i < STEPS; i++) {
      trainer.fit(IMAGES, 1);
    }
    assertAre(ofGenerator, 0.4, 0, STEPS, 1);
  }

  @Test
  void nothingIsLeftAtTheEndAndTheRateIsNotForgotten() {
    GanTrainer trainer = trainer(new Sgd(RATE)).listen(falling(0.4, STEPS));
    trainer.fit(IMAGES, STEPS);
    assertThatThrownBy(() -> trainer.fit(IMAGES, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the learning rate falls until step 10, and the run is to go on to step 11: make it"
                + " fall until then");

    trainer.fit(IMAGES, 0);
    GanTrainer other = new GanTrainer(trainer.generator(), trainer.discriminator(), settings());
    other.fit(IMAGES, 1);
    assertThat(ofGenerator).last().isEqualTo(0.0);
    trainer.players().values().forEach(player -> player.weights().useLearningRate(1));
    other.fit(IMAGES, 1);
    assertThat(ofGenerator.get(STEPS + 1)).isCloseTo(RATE, within(1e-9 * RATE));
  }

  private static ScheduledRates falling(double from, long steps) {
    return new ScheduledRates(Schedule.linear(from), steps);
  }

  private static GanSettings settings() {
    return GanSettings.defaults().withBatchSize(4);
  }

  /** Each player has a rate of its own, and hears of its own. */
  @Test
  void ratesOfAStepAreTold() {
    List<Map<String, Double>> told = new ArrayList<>();
    ScheduledRates falling = falling(0.5, 4);
    GanTrainer trainer = trainer(new Sgd(RATE));
    trainer.discriminator().weights().scaleLearningRate(4);
    RunListener log =
        new RunListener() {
          @Override
          public void onStep(Run run) {
            told.add(falling.rates(run));
          }
        };
    trainer.listen(log, falling).fit(IMAGES, 4);

    assertThat(told)
        .containsExactly(
            Map.of("generator_lr", RATE, "discriminator_lr", 4 * RATE),
            Map.of("generator_lr", RATE, "discriminator_lr", 4 * RATE),
            Map.of("generator_lr", RATE, "discriminator_lr", 4 * RATE),
            Map.of("generator_lr", RATE / 2, "discriminator_lr", 2 * RATE));
  }

  /** From the fall into the constant part, with networks whose rates stay as they just were. */
  @Test
  void stepsAfterOneThatWasTakenBackHaveTheirOwnRates() {
    GanTrainer trainer = trainer(new Sgd(RATE));
    AtomicReference<TrainerState> early = new AtomicReference<>();
    RunListener guard =
        new RunListener() {
          @Override
          public boolean mayTakeBack() {
            return true;
          }

          @Override
          public void onStep(Run run) {
            if (trainer.steps() == 2) {
              early.compareAndSet(null, trainer.state());
            } else if (trainer.steps() == 7 && ofGenerator.size() == 7) {
              trainer.restore(early.get());
            }
          }
        };
    trainer.listen(guard, falling(0.4, STEPS)).fit(IMAGES, STEPS);

    double[] expected =
        IntStream.concat(IntStream.range(0, 7), IntStream.range(2, STEPS))
            .mapToDouble(made -> rate(made, 0.4, STEPS))
            .toArray();
    assertThat(Doubles.toArray(ofGenerator)).containsExactly(expected, within(1e-9 * RATE));
  }

  @Test
  void shareIsKnownOfEveryNumberOfSteps() {
    ScheduledRates falling = falling(0.5, 8);
    assertThat(LongStream.of(0, 4, 5, 7, 8, 9).mapToDouble(falling::share))
        .containsExactly(1.0, 1.0, 0.75, 0.25, 0.0, 0.0);
  }

  @Test
  void rateThatDecaysAlreadyIsRefusedBeforeTheFirstStep() {
    IUpdater decaying = new Sgd(new InverseSchedule(ScheduleType.ITERATION, RATE, 0.1, 1));
    GanTrainer trainer = trainer(decaying).listen(falling(0.4, STEPS));
    assertThatThrownBy(() -> trainer.fit(IMAGES, STEPS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the learning rate follows ")
        .hasMessageContaining("InverseSchedule already");
    assertThat(trainer.steps()).isZero();
  }

  @Test
  void optimiserWithoutARateIsRefusedBeforeTheFirstStep() {
    GanTrainer trainer = trainer(new AdaDelta()).listen(falling(0.4, STEPS));
    assertThatThrownBy(() -> trainer.fit(IMAGES, STEPS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the optimiser of the generator has no learning rate");
    assertThat(trainer.steps()).isZero();
  }

  @Test
  void warmUpRisesToTheWholeRate() {
    ScheduledRates rising = new ScheduledRates(Schedule.CONSTANT.warmUp(4), 1);
    trainer(new Sgd(RATE)).listen(rising).fit(IMAGES, 6);

    assertThat(Doubles.toArray(ofGenerator))
        .containsExactly(
            new double[] {RATE / 4, RATE / 2, RATE * 3 / 4, RATE, RATE, RATE}, within(1e-9 * RATE));
  }

  @Test
  void trainingWithoutStepsIsRefused() {
    assertThatThrownBy(() -> new ScheduledRates(Schedule.CONSTANT, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a training has 1 step or more, not 0");
  }
}
