package org.gan4j.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.Latents;
import org.gan4j.Networks;
import org.gan4j.Pass;
import org.gan4j.Precision;
import org.gan4j.Seeds;
import org.gan4j.ValueRange;
import org.gan4j.data.BatchSource;
import org.gan4j.data.Batching;
import org.gan4j.data.ByteImages;
import org.gan4j.data.ImageSet;
import org.gan4j.loss.Losses;
import org.gan4j.loss.ScoreLoss;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.BooleanIndexing;
import org.nd4j.linalg.indexing.conditions.Conditions;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

class GanTrainerTest {
  private static final int BATCH = 6;
  private static final double RATE = 0.1;

  private final MultiLayerNetwork generatorNetwork = Networks.generator(new Sgd(RATE));
  private final MultiLayerNetwork discriminatorNetwork = Networks.discriminator(new Sgd(RATE));
  private final Generator generator = Generator.of(generatorNetwork, Networks.SHAPE);
  private final Discriminator discriminator =
      Discriminator.of(discriminatorNetwork, Networks.SHAPE);

  private static GanSettings settings() {
    return GanSettings.defaults().withBatchSize(BATCH).withSeed(42);
  }

  private GanTrainer trainer(GanSettings settings) {
    return new GanTrainer(generator, discriminator, settings);
  }

  /** Real batches that are numbered, and remember how many images were asked for. */
  private static final class NumberedBatches implements BatchSource {
    private final List<Integer> asked = new ArrayList<>();

    @Override
    public ImageShape shape() {
      return Networks.SHAPE;
    }

    @Override
    public INDArray next(int count, ValueRange range) {
      asked.add(count);
      return batch(asked.size(), count);
    }

    static INDArray batch(int number, int count) {
      return Networks.normal(1000 + number, Networks.SHAPE.batch(count));
    }
  }

  /** Draws the latents that a trainer of the same seed draws. */
  private static List<INDArray> latents(int calls, int count) {
    var source = Latents.NORMAL.source(Networks.LATENT_SIZE, Seeds.derive(42, "latents"));
    List<INDArray> all = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      all.add(source.sample(count));
    }
    return all;
  }

  /** The discriminator's gradient of a loss on some images, by a network of its own. */
  private static INDArray gradient(
      INDArray parameters, INDArray images, Function<INDArray, ScoreLoss> loss) {
    MultiLayerNetwork network = Networks.discriminator(new Sgd(RATE));
    network.setParams(parameters);
    Discriminator other = Discriminator.of(network, Networks.SHAPE);
    Pass pass = other.forward(images);
    pass.backward(loss.apply(pass.output()).gradient());
    return other.weights().gradients();
  }

  private INDArray fakeOf(INDArray generatorParameters, INDArray latents) {
    MultiLayerNetwork network = Networks.generator(new Sgd(RATE));
    network.setParams(generatorParameters);
    return Generator.of(network, Networks.SHAPE).forward(latents).output();
  }

  @Test
  void separateUpdatesAreTwoStepsTheSecondFromWhereTheFirstLed() {
    INDArray before = discriminator.weights().parameters().dup();
    INDArray z = latents(1, BATCH).get(0);
    INDArray real = NumberedBatches.batch(1, BATCH);
    INDArray between = before.sub(gradient(before, real, Losses.nonSaturating()::real).mul(RATE));
    INDArray fake = fakeOf(generator.weights().parameters().dup(), z);
    INDArray expected =
        between.sub(gradient(between, fake, Losses.nonSaturating()::fake).mul(RATE));

    trainer(settings()).fit(new NumberedBatches(), 1);

    assertClose(discriminator.weights().parameters(), expected);
    assertThat(discriminatorNetwork.getIterationCount()).isEqualTo(2);
  }

  @Test
  void combinedUpdateIsOneStepOfTheMeanOverBothBatches() {
    INDArray expected = combined(BATCH);
    NumberedBatches real = new NumberedBatches();
    trainer(settings().withScheme(UpdateScheme.COMBINED)).fit(real, 1);

    assertClose(discriminator.weights().parameters(), expected);
    assertThat(discriminatorNetwork.getIterationCount()).isEqualTo(1);
    assertThat(real.asked).containsExactly(BATCH);
  }

  @Test
  void halvesTakeHalfABatchOfEach() {
    INDArray expected = combined(BATCH / 2);
    NumberedBatches real = new NumberedBatches();
    trainer(settings().withScheme(UpdateScheme.HALVES)).fit(real, 1);

    assertClose(discriminator.weights().parameters(), expected);
    assertThat(real.asked).containsExactly(BATCH / 2);
  }

  private INDArray combined(int count) {
    INDArray before = discriminator.weights().parameters().dup();
    INDArray fake = fakeOf(generator.weights().parameters().dup(), latents(1, count).get(0));
    INDArray onReal =
        gradient(before, NumberedBatches.batch(1, count), Losses.nonSaturating()::real);
    INDArray onFake = gradient(before, fake, Losses.nonSaturating()::fake);
    return before.sub(onReal.add(onFake).mul(RATE / 2));
  }

  @Test
  void jointUpdateIsOneStepOfTheSumOfBothMeansAndTheGeneratorsGoesAgainstItOnFreshLatents() {
    INDArray before = discriminator.weights().parameters().dup();
    INDArray generatorBefore = generator.weights().parameters().dup();
    List<INDArray> z = latents(2, BATCH);
    INDArray fake = fakeOf(generatorBefore, z.get(0));
    INDArray expected =
        before.sub(
            gradient(before, NumberedBatches.batch(1, BATCH), Losses.nonSaturating()::real)
                .add(gradient(before, fake, Losses.nonSaturating()::fake))
                .mul(RATE));
    NumberedBatches real = new NumberedBatches();

    trainer(settings().withScheme(UpdateScheme.JOINT)).fit(real, 1);

    assertClose(discriminator.weights().parameters(), expected);
    assertThat(discriminatorNetwork.getIterationCount()).isEqualTo(1);
    assertThat(real.asked).containsExactly(BATCH);
    assertClose(
        generator.weights().parameters(),
        generatorAfterOneUpdate(generatorBefore, expected, z.get(1)));
  }

  @Test
  void simultaneousUpdatesUseOneGeneratedBatchAndBothPlayersAsTheyWere() {
    INDArray before = discriminator.weights().parameters().dup();
    INDArray generatorBefore = generator.weights().parameters().dup();
    INDArray z = latents(1, BATCH).get(0);
    INDArray fake = fakeOf(generatorBefore, z);
    INDArray expected =
        before.sub(
            gradient(before, NumberedBatches.batch(1, BATCH), Losses.nonSaturating()::real)
                .add(gradient(before, fake, Losses.nonSaturating()::fake))
                .mul(RATE));
    INDArray expectedGenerator = generatorAfterOneUpdate(generatorBefore, before, z);

    trainer(settings().withScheme(UpdateScheme.SIMULTANEOUS)).fit(new NumberedBatches(), 1);

    assertClose(discriminator.weights().parameters(), expected);
    assertClose(generator.weights().parameters(), expectedGenerator);
  }

  @Test
  void generatorUpdateGoesAgainstTheDiscriminatorThatWasJustUpdated() {
    INDArray generatorBefore = generator.weights().parameters().dup();
    INDArray z = latents(2, BATCH).get(1);
    trainer(settings()).fit(new NumberedBatches(), 1);

    assertClose(
        generator.weights().parameters(),
        generatorAfterOneUpdate(generatorBefore, discriminator.weights().parameters().dup(), z));
  }

  private static INDArray generatorAfterOneUpdate(
      INDArray generatorParameters, INDArray discriminatorParameters, INDArray z) {
    MultiLayerNetwork g = Networks.generator(new Sgd(RATE));
    g.setParams(generatorParameters);
    MultiLayerNetwork d = Networks.discriminator(new Sgd(RATE));
    d.setParams(discriminatorParameters);
    Generator player = Generator.of(g, Networks.SHAPE);
    Pass pass = new FrozenStack(player, Discriminator.of(d, Networks.SHAPE)).forward(z);
    pass.backward(Losses.nonSaturating().generator(pass.output()).gradient());
    player.update();
    return player.weights().parameters().dup();
  }

  @Test
  void eachDiscriminatorUpdateOfAStepGetsAFreshBatchAndTheReverseGetsNone() {
    NumberedBatches real = new NumberedBatches();
    List<StepResult> results = new ArrayList<>();
    trainer(settings().withDiscriminatorSteps(3).withGeneratorSteps(2))
        .listen(collect(results))
        .fit(real, 2);

    assertThat(real.asked).containsExactly(BATCH, BATCH, BATCH, BATCH, BATCH, BATCH);
    assertThat(generatorNetwork.getIterationCount()).isEqualTo(4);
    assertThat(discriminatorNetwork.getIterationCount()).isEqualTo(12);
    assertThat(results).extracting(StepResult::step).containsExactly(1L, 2L);
    assertThat(results).extracting(StepResult::imagesSeen).containsExactly(18L, 36L);
  }

  @ParameterizedTest
  @EnumSource
  void sameSeedGivesTheSameBitsAndAnotherSeedDoesNot(UpdateScheme scheme) {
    assertThat(trained(scheme, 1)).isEqualTo(trained(scheme, 1)).isNotEqualTo(trained(scheme, 2));
  }

  /** Trains networks with dropout and BatchNorm. */
  private static List<INDArray> trained(UpdateScheme scheme, long seed) {
    Generator g = Generator.of(Networks.generator(new Adam(1e-2)), Networks.SHAPE);
    Discriminator d =
        Discriminator.of(
            Networks.discriminator(
                new Adam(1e-2),
                List.of(
                    Networks.convolution(2),
                    Networks.dropout(),
                    Networks.dense(9, Activation.TANH),
                    Networks.batchNorm())),
            Networks.SHAPE);
    Nd4j.getRandom().setSeed(System.nanoTime()); // nothing may depend on the state it is in
    new GanTrainer(g, d, settings().withSeed(seed).withScheme(scheme)).fit(images(), 5);
    return List.of(
        g.weights().parameters(), d.weights().parameters(), g.generate(Networks.normal(1, 2, 3)));
  }

  private static ImageSet images() {
    byte[] pixels = new byte[20 * Networks.SHAPE.size()];
    new SplittableRandom(3).nextBytes(pixels);
    return ByteImages.of(Networks.SHAPE, pixels);
  }

  @ParameterizedTest
  @EnumSource
  void secondRunGoesOnInTheDataWhereTheFirstEnded(Batching batching) {
    assertThat(trainedIn(batching, 3, 4)).isEqualTo(trainedIn(batching, 7));
  }

  private static INDArray trainedIn(Batching batching, long... runs) {
    Generator g = Generator.of(Networks.generator(new Adam(1e-2)), Networks.SHAPE);
    Discriminator d = Discriminator.of(Networks.discriminator(new Adam(1e-2)), Networks.SHAPE);
    GanTrainer trainer = new GanTrainer(g, d, settings().withBatching(batching));
    ImageSet images = images();
    for (long steps : runs) {
      trainer.fit(images, steps);
    }
    return g.weights().parameters();
  }

  @Test
  void wrongLabelsAreTheSameInTwoRunsOfTheSameSettings() {
    GanSettings settings = settings().withLoss(Losses.nonSaturating().noisy(0.3, 4));
    List<INDArray> parameters = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Discriminator d = Discriminator.of(Networks.discriminator(new Sgd(RATE)), Networks.SHAPE);
      Generator g = Generator.of(Networks.generator(new Sgd(RATE)), Networks.SHAPE);
      new GanTrainer(g, d, settings).fit(new NumberedBatches(), 4);
      parameters.add(d.weights().parameters());
    }
    assertThat(parameters.get(1)).isEqualTo(parameters.get(0));
  }

  @ParameterizedTest
  @EnumSource
  void hooksAreCalledAfterEachUpdateUnderEveryScheme(UpdateScheme scheme) {
    List<String> calls = new ArrayList<>();
    GanTrainer trainer =
        new GanTrainer(generator, discriminator, settings().withScheme(scheme)) {
          @Override
          protected void discriminatorUpdated() {
            calls.add("discriminator " + discriminatorNetwork.getIterationCount());
          }

          @Override
          protected void generatorUpdated() {
            calls.add("generator " + generatorNetwork.getIterationCount());
          }
        };
    trainer.fit(new NumberedBatches(), 1);
    int updates = scheme == UpdateScheme.SEPARATE ? 2 : 1;
    assertThat(calls).containsExactly("discriminator " + updates, "generator 1");
  }

  @Test
  void batchLargerThanTheDataIsRefusedBeforeARunBegins() {
    List<String> heard = new ArrayList<>();
    GanTrainer trainer =
        trainer(settings().withBatchSize(21).withBatching(Batching.SHUFFLED))
            .listen(recorder("a", heard));
    assertThatThrownBy(() -> trainer.fit(images(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("21")
        .hasMessageContaining("20");
    assertThat(heard).isEmpty();
  }

  @Test
  void runWithoutEndAfterAnotherRunDoesNotOverflow() {
    GanTrainer trainer =
        trainer(settings())
            .listen(
                new RunListener() {
                  @Override
                  public void onStep(Run run) {
                    if (run.trainer().steps() >= 3) {
                      run.stop();
                    }
                  }
                });
    trainer.fit(new NumberedBatches(), 1);
    trainer.fit(new NumberedBatches(), Long.MAX_VALUE);
    assertThat(trainer.steps()).isEqualTo(3);
  }

  @Test
  void listenersEndAlsoWhenAStepFailsWithAnError() {
    List<String> heard = new ArrayList<>();
    RunListener failing =
        new RunListener() {
          @Override
          public void onStep(Run run) {
            throw new OutOfMemoryError("of the test");
          }
        };
    GanTrainer trainer = trainer(settings()).listen(failing, recorder("a", heard));
    assertThatThrownBy(() -> trainer.fit(new NumberedBatches(), 5))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(heard).containsExactly("a start", "a end");
  }

  @Test
  void resultsAreTheLossesAndJudgementsOfTheScores() {
    List<StepResult> results = new ArrayList<>();
    INDArray real = NumberedBatches.batch(1, BATCH);
    INDArray fake = fakeOf(generator.weights().parameters().dup(), latents(1, BATCH).get(0));
    double[] onReal = discriminator.score(real).reshape(BATCH).toDoubleVector();
    double[] onFake = discriminator.score(fake).reshape(BATCH).toDoubleVector();
    double loss = 0;
    double judgement = 0;
    for (int i = 0; i < BATCH; i++) {
      loss += Math.log1p(Math.exp(-onReal[i])) / BATCH / 2;
      loss += Math.log1p(Math.exp(onFake[i])) / BATCH / 2;
      judgement += 1 / (1 + Math.exp(-onReal[i])) / BATCH;
    }
    trainer(settings().withScheme(UpdateScheme.COMBINED))
        .listen(collect(results))
        .fit(new NumberedBatches(), 1);

    assertThat(results.get(0).numbers()).containsOnlyKeys("d_loss", "d_real", "d_fake", "g_loss");
    assertThat(results.get(0).number("d_loss").orElseThrow()).isCloseTo(loss, within(1e-9));
    assertThat(results.get(0).number("d_real").orElseThrow()).isCloseTo(judgement, within(1e-9));
  }

  @Test
  void listenersHearStartStepsAndEndInTheOrderTheyWereAdded() {
    List<String> heard = new ArrayList<>();
    trainer(settings())
        .listen(recorder("a", heard), recorder("b", heard))
        .fit(new NumberedBatches(), 1);
    assertThat(heard)
        .containsExactly("a start", "b start", "a step 1", "b step 1", "a end", "b end");
  }

  @Test
  void stopEndsTheRunAfterThePresentStepAndTheNextRunGoesOnFromThere() {
    GanTrainer trainer = trainer(settings());
    List<String> heard = new ArrayList<>();
    trainer
        .listen(
            new RunListener() {
              @Override
              public void onStep(Run run) {
                if (run.trainer().steps() == 2) {
                  run.stop();
                }
              }
            })
        .listen(recorder("a", heard));
    trainer.fit(new NumberedBatches(), 10);
    assertThat(trainer.steps()).isEqualTo(2);
    trainer.fit(new NumberedBatches(), 1);
    assertThat(trainer.steps()).isEqualTo(3);
    assertThat(heard)
        .containsExactly(
            "a start", "a step 1", "a step 2", "a end", "a start", "a step 3", "a end");
  }

  @Test
  void failureOfAStepReachesTheCallerAfterAllListenersHaveEnded() {
    List<String> heard = new ArrayList<>();
    RunListener failing =
        new RunListener() {
          @Override
          public void onStep(Run run) {
            throw new IllegalStateException("in step");
          }

          @Override
          public void onEnd(Run run) {
            throw new IllegalStateException("in end");
          }
        };
    GanTrainer trainer = trainer(settings()).listen(failing, recorder("a", heard));
    assertThatThrownBy(() -> trainer.fit(new NumberedBatches(), 5))
        .hasMessage("in step")
        .hasSuppressedException(new IllegalStateException("in end"));
    assertThat(heard).containsExactly("a start", "a end");
  }

  @Test
  void subclassWithWeightClippingKeepsTheWeightsWithinItsBound() {
    class ClippingTrainer extends GanTrainer {
      ClippingTrainer(GanSettings settings) {
        super(generator, discriminator, settings);
      }

      @Override
      protected void discriminatorUpdated() {
        INDArray weights = discriminator().weights().parameters();
        BooleanIndexing.replaceWhere(weights, 0.05, Conditions.greaterThan(0.05));
        BooleanIndexing.replaceWhere(weights, -0.05, Conditions.lessThan(-0.05));
      }
    }
    new ClippingTrainer(settings().withLoss(Losses.wasserstein()).withDiscriminatorSteps(5))
        .fit(new NumberedBatches(), 3);
    assertThat(discriminator.weights().parameters().amaxNumber().doubleValue())
        .isCloseTo(0.05, within(1e-12));
    assertThat(discriminatorNetwork.getIterationCount()).isEqualTo(30);
  }

  @Test
  void dataOfAnotherShapeIsRefusedWithBothShapesBeforeAnythingIsTrained() {
    ImageSet other = ByteImages.of(ImageShape.rgb(2, 2), new byte[120]);
    INDArray before = generator.weights().parameters().dup();
    assertThatThrownBy(() -> trainer(settings()).fit(other, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3x2x2")
        .hasMessageContaining("1x6x6");
    Precision.assertSameBits(generator.weights().parameters(), before);
  }

  private static RunListener collect(List<StepResult> results) {
    return new RunListener() {
      @Override
      public void onStep(Run run) {
        results.add(run.result().orElseThrow());
      }
    };
  }

  private static RunListener recorder(String name, List<String> heard) {
    return new RunListener() {
      @Override
      public void onStart(Run run) {
        heard.add(name + " start");
      }

      @Override
      public void onStep(Run run) {
        heard.add(name + " step " + run.result().orElseThrow().step());
      }

      @Override
      public void onEnd(Run run) {
        heard.add(name + " end");
      }
    };
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.sub(expected).amaxNumber().doubleValue()).isLessThan(1e-10);
  }
}
