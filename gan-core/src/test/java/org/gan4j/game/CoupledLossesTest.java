package org.gan4j.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.Gradients;
import org.gan4j.LatentSource;
import org.gan4j.Latents;
import org.gan4j.Networks;
import org.gan4j.Seeds;
import org.gan4j.flow.Flow;
import org.gan4j.flow.Term;
import org.gan4j.loss.CoupledLoss;
import org.gan4j.loss.GradientPenalty;
import org.gan4j.loss.Losses;
import org.gan4j.loss.RelativisticReference;
import org.gan4j.train.Results;
import org.gan4j.train.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** What a trainer makes of losses of real and generated images by one another. */
class CoupledLossesTest {
  private static final int BATCH = 6;
  private static final long SEED = 42;
  private static final double RATE = 0.1;

  private final Generator generator = newGenerator();
  private final Discriminator discriminator = newDiscriminator();

  /** Without BatchNorm, whose running statistics move by no slope. */
  private static Generator newGenerator() {
    return Generator.of(
        Networks.network(
            new Sgd(RATE),
            InputType.feedForward(Networks.LATENT_SIZE),
            List.of(
                Networks.dense(8, Activation.TANH),
                Networks.dense(Networks.SHAPE.size(), Activation.TANH))),
        Networks.SHAPE);
  }

  private static Discriminator newDiscriminator() {
    return Discriminator.of(Networks.discriminator(new Sgd(RATE)), Networks.SHAPE);
  }

  private static GanSettings settings(UpdateScheme scheme, String loss) {
    return GanSettings.defaults()
        .withBatchSize(BATCH)
        .withSeed(SEED)
        .withScheme(scheme)
        .withLoss(Losses.named(loss));
  }

  private static INDArray real(int count) {
    return Networks.normal(1000, Networks.SHAPE.batch(count));
  }

  private static DrawnBatches source() {
    return new DrawnBatches(
        Networks.SHAPE, (number, count) -> new Batch(real(count).dup(), List.of()));
  }

  static Stream<UpdateScheme> schemes() {
    return Arrays.stream(UpdateScheme.values()).filter(scheme -> scheme != UpdateScheme.SEPARATE);
  }

  static Stream<Arguments> games() {
    return schemes()
        .flatMap(
            scheme -> RelativisticReference.NAMES.stream().map(loss -> Arguments.of(scheme, loss)));
  }

  @ParameterizedTest
  @MethodSource("games")
  void playersDescendTheLossOfThePaperUnderEveryScheme(UpdateScheme scheme, String loss) {
    int count = scheme.realImages(BATCH);
    INDArray x = real(count);
    LatentSource noise = Latents.NORMAL.source(Networks.LATENT_SIZE, Seeds.derive(SEED, "latents"));
    INDArray first = noise.sample(count).castTo(DataType.DOUBLE);
    INDArray second =
        scheme == UpdateScheme.SIMULTANEOUS ? first : noise.sample(count).castTo(DataType.DOUBLE);
    Generator g = newGenerator();
    Discriminator d = newDiscriminator();
    INDArray fake = g.forward(first).output();
    double expected = RelativisticReference.value(loss, d.score(x), d.score(fake));
    INDArray before = d.weights().parameters().dup();
    INDArray generatorBefore = g.weights().parameters().dup();

    GanTrainer trainer = new GanTrainer(generator, discriminator, settings(scheme, loss));
    List<StepResult> results = Results.of(trainer, () -> trainer.fit(source(), 1));

    Gradients.assertSlope(
        before.sub(discriminator.weights().parameters()).div(RATE),
        d.weights().parameters(),
        () -> RelativisticReference.value(loss, d.score(x), d.score(fake)));
    assertThat(results.get(0).number("d_loss").orElseThrow()).isCloseTo(expected, within(1e-9));
    if (scheme != UpdateScheme.SIMULTANEOUS) {
      d.weights().parameters().assign(discriminator.weights().parameters());
    }
    Gradients.assertSlope(
        generatorBefore.sub(generator.weights().parameters()).div(RATE),
        g.weights().parameters(),
        () -> RelativisticReference.value(loss, d.score(g.forward(second).output()), d.score(x)));
  }

  @Test
  void judgementsInLogsAreOfOneKindBesideTheOther() {
    CoupledLoss loss = Losses.relativistic();
    INDArray z =
        Latents.NORMAL
            .source(Networks.LATENT_SIZE, Seeds.derive(SEED, "latents"))
            .sample(BATCH)
            .castTo(DataType.DOUBLE);
    INDArray onReal = newDiscriminator().score(real(BATCH));
    INDArray onFake = newDiscriminator().score(newGenerator().forward(z).output());

    GanTrainer trainer =
        new GanTrainer(generator, discriminator, settings(UpdateScheme.JOINT, "relativistic"));
    StepResult result = Results.of(trainer, () -> trainer.fit(source(), 1)).get(0);

    double ofReal = loss.meanJudgement(onReal, onFake);
    assertThat(result.number("d_real").orElseThrow()).isCloseTo(ofReal, within(1e-9));
    assertThat(result.number("d_fake").orElseThrow()).isCloseTo(1 - ofReal, within(1e-9));
  }

  /** A penalty's gradient, and a subclass's terms, are added to that of the loss. */
  @ParameterizedTest
  @MethodSource("schemes")
  void penaltiesAndFurtherTermsAddUp(UpdateScheme scheme) {
    GanSettings plain = settings(scheme, "relativistic");
    INDArray alone = moved(plain, List.of());
    INDArray penalised =
        moved(plain.withPenalties(GradientPenalty.r1(2), GradientPenalty.r2(3)), List.of());
    INDArray further = moved(plain, List.of(0.5, -0.25));

    INDArray ofPenalties = penalised.sub(alone);
    INDArray ofTerms = further.sub(alone);
    Discriminator d = newDiscriminator();
    int count = scheme.realImages(BATCH);
    INDArray x = real(count);
    INDArray fake =
        newGenerator()
            .forward(
                Latents.NORMAL
                    .source(Networks.LATENT_SIZE, Seeds.derive(SEED, "latents"))
                    .sample(count)
                    .castTo(DataType.DOUBLE))
            .output();
    Gradients.assertSlope(
        ofPenalties.div(RATE),
        d.weights().parameters(),
        () -> squaredSlopes(d, x) + 1.5 * squaredSlopes(d, fake));
    Gradients.assertSlope(
        ofTerms.div(RATE),
        d.weights().parameters(),
        () ->
            0.5 * d.score(x).meanNumber().doubleValue()
                - 0.25 * d.score(fake).meanNumber().doubleValue());
  }

  /** Returns the mean of the squared slope. */
  private static double squaredSlopes(Discriminator d, INDArray x) {
    double norm =
        d.forward(x)
            .inputGradients(Nd4j.ones(DataType.DOUBLE, x.size(0), 1))
            .get(0)
            .norm2Number()
            .doubleValue();
    return norm * norm / x.size(0);
  }

  /** Returns how far down the discriminator goes in one step. */
  private static INDArray moved(GanSettings settings, List<Double> weights) {
    Discriminator d = newDiscriminator();
    INDArray before = d.weights().parameters().dup();
    new GanTrainer(newGenerator(), d, settings) {
      @Override
      protected List<Term> realTerms(Flow scores, Batch real) {
        return with(super.realTerms(scores, real), scores, 0);
      }

      @Override
      protected List<Term> fakeTerms(Flow scores, Batch real) {
        return with(super.fakeTerms(scores, real), scores, 1);
      }

      private List<Term> with(List<Term> terms, Flow scores, int which) {
        List<Term> all = new ArrayList<>(terms);
        if (!weights.isEmpty()) {
          all.add(Term.of(scores, Losses.wasserstein()::fake).times(weights.get(which)));
        }
        return all;
      }
    }.fit(source(), 1);
    return before.sub(d.weights().parameters());
  }

  /** A number that is added to all scores changes nothing, whatever happens in a step. */
  @Test
  void biasOfTheScoresNeverMoves() {
    GanTrainer trainer =
        new GanTrainer(
            generator, discriminator, settings(UpdateScheme.JOINT, "relativistic-average"));
    INDArray before = discriminator.weights().parameters().dup();
    trainer.fit(source(), 3);
    INDArray moved = before.sub(discriminator.weights().parameters());
    long last = moved.length() - 1;
    assertThat(moved.getDouble(last)).isCloseTo(0, within(1e-15));
    assertThat(moved.norm2Number().doubleValue()).isGreaterThan(1e-3);
  }

  @ParameterizedTest
  @EnumSource
  void separateUpdatesAreRefusedAndNoOthers(UpdateScheme scheme) {
    GanSettings under = GanSettings.defaults().withScheme(scheme);
    if (scheme == UpdateScheme.SEPARATE) {
      assertThatThrownBy(() -> under.withLoss(Losses.relativistic()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("separate updates")
          .hasMessageContaining("such as joint");
    } else {
      assertThat(under.withLoss(Losses.relativistic()).words())
          .containsEntry("loss", "NamedLoss[name=relativistic, smoothing=0.0, noise=0.0]");
    }
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void noScoresAreLeftBehindByAStep(UpdateScheme scheme) {
    GanTrainer trainer =
        new GanTrainer(
            generator,
            discriminator,
            settings(scheme, "relativistic-average").withPenalties(GradientPenalty.r2(1)));
    INDArray one = real(scheme.realImages(BATCH));
    DrawnBatches real =
        new DrawnBatches(Networks.SHAPE, (number, count) -> new Batch(one.dup(), List.of()));
    trainer.fit(real, 20);
    long before = Nd4j.getEnvironment().getDeviceCouner(0); // misspelt in ND4J
    trainer.fit(real, 40);
    long scoresOfABatchAStep = 40L * scheme.realImages(BATCH) * Double.BYTES;
    assertThat(Nd4j.getEnvironment().getDeviceCouner(0) - before).isLessThan(scoresOfABatchAStep);
  }
}
