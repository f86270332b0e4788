package org.gan4j.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.Gradients;
import org.gan4j.Latents;
import org.gan4j.Networks;
import org.gan4j.Pass;
import org.gan4j.Seeds;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.GradientPenalty;
import org.gan4j.loss.ScoreLoss;
import org.gan4j.train.Results;
import org.gan4j.train.Schedule;
import org.gan4j.train.Scheduled;
import org.gan4j.train.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** What a trainer makes of gradient penalties. */
class PenaltiesTest {
  private static final int BATCH = 6;
  private static final long SEED = 42;
  private static final double RATE = 0.1;

  /** A game in which nobody has anything to learn, but for a penalty. */
  private static final AdversarialLoss NOTHING =
      new AdversarialLoss() {
        @Override
        public ScoreLoss real(INDArray scores) {
          return ScoreLoss.mean(scores, s -> 0, s -> 0);
        }

        @Override
        public ScoreLoss fake(INDArray scores) {
          return real(scores);
        }

        @Override
        public ScoreLoss generator(INDArray scores) {
          return real(scores);
        }
      };

  private static GanSettings settings(UpdateScheme scheme, GradientPenalty... penalties) {
    return GanSettings.defaults()
        .withLoss(NOTHING)
        .withBatchSize(BATCH)
        .withSeed(SEED)
        .withScheme(scheme)
        .withPenalties(penalties);
  }

  private static GanTrainer trainer(GanSettings settings) {
    return new GanTrainer(
        Generator.of(Networks.generator(new Sgd(RATE)), Networks.SHAPE),
        Discriminator.of(Networks.discriminator(new Sgd(RATE)), Networks.SHAPE),
        settings);
  }

  private static DrawnBatches real() {
    return new DrawnBatches(
        Networks.SHAPE,
        (number, count) ->
            new Batch(Networks.normal(1000 + number, Networks.SHAPE.batch(count)), List.of()));
  }

  /** Returns where a penalty is to be taken in the first update, written down once more. */
  private static INDArray samples(GradientPenalty.Kind kind, int count) {
    INDArray real = Networks.normal(1000, Networks.SHAPE.batch(count));
    INDArray z =
        Latents.NORMAL
            .source(Networks.LATENT_SIZE, Seeds.derive(SEED, "latents"))
            .sample(count)
            .castTo(DataType.DOUBLE);
    INDArray fake =
        Generator.of(Networks.generator(new Sgd(RATE)), Networks.SHAPE).forward(z).output();
    SplittableRandom random =
        new SplittableRandom(
            Seeds.at(Seeds.derive(Seeds.derive(SEED, "penalties"), kind.word()), 0));
    INDArray samples = real.dup();
    switch (kind) {
      case R1 -> {}
      case R2 -> samples = fake;
      case WGAN_GP, WGAN_LP -> {
        for (int i = 0; i < count; i++) {
          double share = random.nextDouble();
          samples.slice(i).muli(share).addi(fake.slice(i).mul(1 - share));
        }
      }
      case DRAGAN -> {
        INDArray noise = Nd4j.create(random.doubles(real.length()).toArray(), real.shape());
        double deviation =
            Math.sqrt(
                real.sub(real.meanNumber()).norm2Number().doubleValue()
                    * real.sub(real.meanNumber()).norm2Number().doubleValue()
                    / real.length());
        for (int i = 0; i < count; i++) {
          samples.slice(i).addi(noise.slice(i).mul(random.nextDouble() * deviation / 2));
        }
      }
    }
    return samples;
  }

  /** The penalty in plain Java, of the gradients at the samples. */
  private static double value(GradientPenalty penalty, Discriminator player, INDArray samples) {
    Pass pass = player.forward(samples);
    double[] all =
        pass.inputGradients(Nd4j.ones(DataType.DOUBLE, samples.size(0), 1))
            .get(0)
            .dup('c')
            .data()
            .asDouble();
    int batch = (int) samples.size(0);
    double sum = 0;
    for (int i = 0; i < batch; i++) {
      double squares = 0;
      for (int k = 0; k < all.length / batch; k++) {
        double g = all[i * (all.length / batch) + k];
        squares += g * g;
      }
      double above = Math.sqrt(squares) - 1;
      sum +=
          switch (penalty.kind()) {
            case R1, R2 -> penalty.weight() / 2 * squares;
            case WGAN_GP, DRAGAN -> penalty.weight() * above * above;
            case WGAN_LP -> penalty.weight() * Math.pow(Math.max(0, above), 2);
          };
    }
    return sum / batch;
  }

  static Stream<Arguments> games() {
    return Arrays.stream(UpdateScheme.values())
        .flatMap(
            scheme ->
                Stream.of("r1:0.5", "r2:0.5", "wgan-gp:10", "wgan-lp:10", "dragan:10", "r1:0.5:4")
                    .map(penalty -> Arguments.of(scheme, GradientPenalty.parse(penalty))));
  }

  @ParameterizedTest
  @MethodSource("games")
  void discriminatorDescendsThePenaltyUnderEveryScheme(
      UpdateScheme scheme, GradientPenalty penalty) {
    GanTrainer trainer = trainer(settings(scheme, penalty));
    // Steep enough to lie above 1.
    Discriminator other = Discriminator.of(Networks.discriminator(new Sgd(RATE)), Networks.SHAPE);
    for (Discriminator each : List.of(trainer.discriminator(), other)) {
      each.weights().parameters().muli(2);
    }
    INDArray before = other.weights().parameters().dup();
    INDArray samples = samples(penalty.kind(), scheme.realImages(BATCH));
    double expected = value(penalty, other, samples);
    INDArray slope =
        Gradients.numerical(other.weights().parameters(), () -> value(penalty, other, samples));

    List<StepResult> results = Results.of(trainer, () -> trainer.fit(real(), 1));

    INDArray moved = before.sub(trainer.discriminator().weights().parameters());
    Gradients.assertAgree(moved.div(RATE * penalty.every()), slope);
    String name = "d_" + penalty.kind().word().replace('-', '_');
    assertThat(results.get(0).number(name).orElseThrow()).isCloseTo(expected, within(1e-9));
  }

  @ParameterizedTest
  @EnumSource
  void lazyPenaltyIsTakenInTheFirstOfSoManyUpdates(UpdateScheme scheme) {
    GanTrainer trainer = trainer(settings(scheme, GradientPenalty.r1(0.5).every(3)));
    List<Boolean> moved = new ArrayList<>();
    DrawnBatches real = real();
    for (int i = 0; i < 7; i++) {
      INDArray before = trainer.discriminator().weights().parameters().dup();
      trainer.fit(real, 1);
      moved.add(!before.equals(trainer.discriminator().weights().parameters()));
    }
    assertThat(moved).containsExactly(true, false, false, true, false, false, true);
  }

  /** Nobody has anything to learn but for the penalty, so that all that moves is by its weight. */
  @Test
  void weightFollowsItsScheduleAndTheValueIsToldWithoutIt() {
    GanTrainer whole = trainer(settings(UpdateScheme.JOINT, GradientPenalty.r1(0.5)));
    GanTrainer falling = trainer(settings(UpdateScheme.JOINT, GradientPenalty.r1(0.5)));
    falling.listen(new Scheduled(Schedule.linear(0), 4, falling::weighPenalties));
    DrawnBatches one = real();
    DrawnBatches other = real();
    whole.fit(one, 1);
    falling.fit(other, 1);
    INDArray first = whole.discriminator().weights().parameters().dup();
    assertThat(falling.discriminator().weights().parameters()).isEqualTo(first);

    StepResult ofWhole = Results.of(whole, () -> whole.fit(one, 1)).get(0);
    StepResult ofFalling = Results.of(falling, () -> falling.fit(other, 1)).get(0);

    INDArray moved = falling.discriminator().weights().parameters().sub(first);
    INDArray expected = whole.discriminator().weights().parameters().sub(first).mul(0.75);
    assertThat(expected.norm2Number().doubleValue()).isPositive();
    Gradients.assertAgree(moved, expected);
    assertThat(ofFalling.number("d_r1")).isEqualTo(ofWhole.number("d_r1"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void shareOfTheWeightsThatIsNoneIsRefused(double share) {
    GanTrainer trainer = trainer(settings(UpdateScheme.JOINT, GradientPenalty.r1(1)));
    assertThatThrownBy(() -> trainer.weighPenalties(share))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a share is a number of 0 or more, not ");
  }

  @Test
  void twoPenaltiesAddUpAndAreNotedByTheirNames() {
    GanTrainer trainer =
        trainer(settings(UpdateScheme.JOINT, GradientPenalty.r1(1), GradientPenalty.r2(2)));
    Map<String, Double> numbers =
        Results.of(trainer, () -> trainer.fit(real(), 1)).get(0).numbers();

    assertThat(numbers).containsKeys("d_r1", "d_r2");
    assertThat(trainer.rules()).containsEntry("penalty", "r1:1.0,r2:2.0");
  }

  @Test
  void batchNormInAPenalisedDiscriminatorIsRefusedByName() {
    Discriminator normal =
        Discriminator.of(
            Networks.discriminator(
                new Sgd(RATE), List.of(Networks.dense(7, Activation.TANH), Networks.batchNorm())),
            Networks.SHAPE);
    Generator generator = Generator.of(Networks.generator(new Sgd(RATE)), Networks.SHAPE);
    new GanTrainer(generator, normal, settings(UpdateScheme.JOINT));

    assertThatThrownBy(
            () ->
                new GanTrainer(
                    generator, normal, settings(UpdateScheme.JOINT, GradientPenalty.r1(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("BatchNormalization")
        .hasMessageContaining("layer1")
        .hasMessageContaining("r1:1.0");
  }

  @ParameterizedTest
  @EnumSource
  void noBatchIsLeftBehindByAStep(UpdateScheme scheme) {
    GanTrainer trainer =
        trainer(
            settings(
                scheme,
                GradientPenalty.r1(0.5),
                GradientPenalty.r2(0.5).every(2),
                GradientPenalty.wganGp(10),
                GradientPenalty.dragan(10)));
    INDArray one = Networks.normal(1000, Networks.SHAPE.batch(scheme.realImages(BATCH)));
    DrawnBatches real =
        new DrawnBatches(Networks.SHAPE, (number, count) -> new Batch(one.dup(), List.of()));
    trainer.fit(real, 20);
    long before = Nd4j.getEnvironment().getDeviceCouner(0); // misspelt in ND4J
    trainer.fit(real, 40);
    long oneSampleAStep = 40L * Networks.SHAPE.size() * Double.BYTES;
    assertThat(Nd4j.getEnvironment().getDeviceCouner(0) - before).isLessThan(oneSampleAStep);
  }

  @Test
  void twoPenaltiesOfAKindAreRefused() {
    assertThatThrownBy(
            () -> settings(UpdateScheme.JOINT, GradientPenalty.r1(1), GradientPenalty.r1(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("r1:1.0,r1:2.0");
  }
}
