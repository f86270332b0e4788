package org.gan4j.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.Gradients;
import org.gan4j.Latents;
import org.gan4j.Link;
import org.gan4j.Networks;
import org.gan4j.Precision;
import org.gan4j.SampleShape;
import org.gan4j.Seeds;
import org.gan4j.ValueRange;
import org.gan4j.augment.Alteration;
import org.gan4j.augment.Augmentation;
import org.gan4j.flow.Flow;
import org.gan4j.flow.Tape;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.Losses;
import org.gan4j.loss.ScoreLoss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** What a trainer makes of an augmentation. */
class AugmenterTest {
  private static final int BATCH = 6;
  private static final long SEED = 42;
  private static final double RATE = 0.1;
  private static final Augmentation ALL = Augmentation.of(Alteration.values());

  /** A game in which the generator alone learns. */
  private static final AdversarialLoss GENERATOR_ALONE =
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
          return Losses.nonSaturating().generator(scores);
        }
      };

  private static GanSettings settings(UpdateScheme scheme) {
    return GanSettings.defaults().withBatchSize(BATCH).withSeed(SEED).withScheme(scheme);
  }

  private static Generator generator() {
    return Generator.of(
        Networks.network(
            new Sgd(RATE),
            InputType.feedForward(Networks.LATENT_SIZE),
            List.of(
                Networks.dense(8, Activation.TANH),
                Networks.dense(Networks.SHAPE.size(), Activation.TANH))),
        Networks.SHAPE);
  }

  private static Discriminator discriminator() {
    return Discriminator.of(Networks.discriminator(new Sgd(RATE)), Networks.SHAPE);
  }

  private static GanTrainer trainer(GanSettings settings) {
    return new GanTrainer(generator(), discriminator(), settings);
  }

  private static DrawnBatches real() {
    return new DrawnBatches(
        Networks.SHAPE,
        (number, count) ->
            new Batch(Networks.normal(1000 + number, Networks.SHAPE.batch(count)), List.of()));
  }

  /**
   * The link of the n-th time that the discriminator is shown something, written down once more.
   */
  private static Link drawn(long n) {
    long seed = Seeds.derive(SEED, "augmentation");
    return ALL.link(Networks.SHAPE, ValueRange.SIGNED, 1, new SplittableRandom(Seeds.at(seed, n)));
  }

  @Test
  void generatorDescendsThroughTheAugmentation() {
    GanTrainer trainer = trainer(settings(UpdateScheme.JOINT).withLoss(GENERATOR_ALONE));
    GanTrainer augmented =
        trainer(settings(UpdateScheme.JOINT).withLoss(GENERATOR_ALONE).withAugmentation(ALL));
    Generator other = generator();
    Discriminator judge = discriminator();
    INDArray before = other.weights().parameters().dup();
    var latents = Latents.NORMAL.source(Networks.LATENT_SIZE, Seeds.derive(SEED, "latents"));
    latents.sample(BATCH);
    INDArray z = latents.sample(BATCH).castTo(DataType.DOUBLE);
    INDArray slope =
        Gradients.numerical(
            other.weights().parameters(),
            () -> {
              // Twice before in the step: real images, and those that the discriminator learns of.
              INDArray made = drawn(2).forward(other.forward(z).output()).output();
              return Losses.nonSaturating().generator(judge.forward(made).output()).value();
            });

    augmented.fit(real(), 1);
    trainer.fit(real(), 1);

    INDArray moved = before.sub(augmented.generator().weights().parameters()).div(RATE);
    Gradients.assertAgree(moved, slope);
    assertThat(moved.distance2(before.sub(trainer.generator().weights().parameters()).div(RATE)))
        .isGreaterThan(1e-3);
  }

  /** Remembers what came to the discriminator's door, and went through it. */
  private static final class Watched extends GanTrainer {
    private final List<INDArray> before = new ArrayList<>();
    private final List<INDArray> scores = new ArrayList<>();

    Watched(GanSettings settings) {
      super(AugmenterTest.generator(), AugmenterTest.discriminator(), settings);
    }

    @Override
    protected Flow judge(Tape tape, Flow images, Batch real) {
      Flow said = super.judge(tape, images, real);
      before.add(images.keep());
      scores.add(said.keep());
      return said;
    }
  }

  @ParameterizedTest
  @EnumSource
  void everythingThatTheDiscriminatorSeesIsAlteredAfresh(UpdateScheme scheme) {
    Watched trainer = new Watched(settings(scheme).withLoss(GENERATOR_ALONE).withAugmentation(ALL));
    trainer.fit(real(), 2);
    Discriminator judge = discriminator(); // whose weights nobody has changed
    assertThat(trainer.before).hasSizeGreaterThanOrEqualTo(4);
    for (int n = 0; n < trainer.before.size(); n++) {
      INDArray made = drawn(n).forward(trainer.before.get(n)).output();
      Precision.assertNear(trainer.scores.get(n), judge.forward(made).output());
    }
  }

  @ParameterizedTest
  @EnumSource
  void runThatGoesOnDrawsWhatTheWholeRunDraws(UpdateScheme scheme) {
    GanSettings settings = settings(scheme).withAugmentation(ALL);
    GanTrainer whole = trainer(settings);
    DrawnBatches batches = real();
    whole.fit(batches, 2);
    GanTrainer second = trainer(settings);
    second.generator().weights().parameters().assign(whole.generator().weights().parameters());
    second
        .discriminator()
        .weights()
        .parameters()
        .assign(whole.discriminator().weights().parameters());
    second.restore(whole.state());
    DrawnBatches others = real();
    whole.fit(batches, 2);
    second.fit(others, 2);
    Precision.assertSameBits(
        second.discriminator().weights().parameters(),
        whole.discriminator().weights().parameters());
    Precision.assertSameBits(
        second.generator().weights().parameters(), whole.generator().weights().parameters());
    assertThat(second.state()).isEqualTo(whole.state());
    assertThat(whole.state().positions()).containsKey("augmentation");
    assertThat(trainer(settings(scheme)).state().positions()).doesNotContainKey("augmentation");
  }

  @Test
  void rulesSayIt() {
    assertThat(trainer(settings(UpdateScheme.JOINT).withAugmentation(ALL)).rules())
        .containsEntry("augment", "color,translation,cutout,mirror");
    assertThat(trainer(settings(UpdateScheme.JOINT)).rules()).doesNotContainKey("augment");
  }

  @ParameterizedTest
  @EnumSource
  void noBatchIsLeftBehindByAStep(UpdateScheme scheme) {
    GanTrainer trainer = trainer(settings(scheme).withAugmentation(ALL));
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
  void pointsAreNoImages() {
    Generator points =
        Generator.of(
            Networks.network(
                new Adam(1e-2),
                InputType.feedForward(3),
                List.of(Networks.dense(2, Activation.IDENTITY))),
            SampleShape.vector(2));
    Discriminator judge =
        Discriminator.of(
            Networks.network(
                new Adam(1e-2),
                InputType.feedForward(2),
                List.of(Networks.dense(1, Activation.IDENTITY))),
            SampleShape.vector(2));
    GanSettings settings = settings(UpdateScheme.JOINT);
    new GanTrainer(points, judge, settings);
    assertThatThrownBy(() -> new GanTrainer(points, judge, settings.withAugmentation(ALL)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be augmented")
        .hasMessageContaining("color,translation,cutout,mirror");
  }
}
