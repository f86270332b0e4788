package org.gan4j.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gan4j.Precision.assertSameBits;
import static org.gan4j.game.OwnGames.BATCH;
import static org.gan4j.game.OwnGames.PICTURE;
import static org.gan4j.game.OwnGames.WEIGHTS;
import static org.gan4j.game.OwnGames.average;
import static org.gan4j.game.OwnGames.clippedGan;
import static org.gan4j.game.OwnGames.conditionalGan;
import static org.gan4j.game.OwnGames.convolution;
import static org.gan4j.game.OwnGames.cycleGan;
import static org.gan4j.game.OwnGames.images;
import static org.gan4j.game.OwnGames.labelled;
import static org.gan4j.game.OwnGames.pairs;
import static org.gan4j.game.OwnGames.pix2Pix;
import static org.gan4j.game.OwnGames.real;
import static org.gan4j.game.OwnGames.train;
import static org.gan4j.game.OwnGames.unpaired;

import com.google.common.collect.Maps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.Gradients;
import org.gan4j.ImageShape;
import org.gan4j.Networks;
import org.gan4j.Pass;
import org.gan4j.Player;
import org.gan4j.ValueRange;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.data.BatchSource;
import org.gan4j.game.OwnGames.ClippedGan;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.train.AdversarialTrainer;
import org.gan4j.train.MovingAverage;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** Games of the literature, as an application writes them. */
class OwnGamesTest {
  @TempDir private Path folder;

  // What holds for all.

  static Stream<Arguments> games() {
    List<String> usual = List.of("d_loss", "d_real", "d_fake", "g_loss");
    List<String> cycle = new ArrayList<>(WEIGHTS.keySet());
    cycle.addAll(List.of("g_loss", "d_x", "d_y"));
    return Stream.of(
        game(
            "a conditional GAN",
            () -> conditionalGan(UpdateScheme.COMBINED, new Adam(1e-2)),
            OwnGames::labelled,
            usual),
        game("a clipped GAN", OwnGames::clippedGan, OwnGames::images, usual),
        game(
            "an average of the discriminator",
            OwnGames::averagedDiscriminator,
            OwnGames::labelled,
            usual),
        game(
            "Pix2Pix",
            () -> pix2Pix(new Adam(1e-2)),
            OwnGames::pairs,
            List.of("g_loss", "g_l1", "d_real", "d_fake")),
        game("CycleGAN", OwnGames::cycleGan, () -> unpaired(PICTURE), cycle));
  }

  private static Arguments game(
      String name,
      Supplier<AdversarialTrainer> trainer,
      Supplier<BatchSource> data,
      List<String> numbers) {
    return Arguments.of(name, trainer, data, numbers);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("games")
  void trainsWithFiniteNumbersOfItsNames(
      String name,
      Supplier<AdversarialTrainer> game,
      Supplier<BatchSource> data,
      List<String> numbers) {
    AdversarialTrainer trainer = game.get();
    Map<String, INDArray> before =
        Maps.newHashMap(
            Maps.transformValues(trainer.players(), player -> player.weights().parameters().dup()));
    List<StepResult> results = train(trainer, data.get(), 5);

    assertThat(results).hasSize(5);
    for (StepResult result : results) {
      assertThat(result.numbers()).as(name).containsOnlyKeys(numbers);
      assertThat(result.numbers().values()).allMatch(Double::isFinite);
    }
    trainer
        .players()
        .forEach(
            (player, now) -> {
              assertThat(now.weights().parameters()).as(player).isNotEqualTo(before.get(player));
              assertThat(Double.isFinite(now.weights().parameters().sumNumber().doubleValue()))
                  .isTrue();
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("games")
  void freshTrainerGoesOnFromACheckpointToTheSameBits(
      String name,
      Supplier<AdversarialTrainer> game,
      Supplier<BatchSource> data,
      List<String> numbers) {
    AdversarialTrainer whole = game.get();
    List<StepResult> expected = train(whole, data.get(), 20);
    AdversarialTrainer first = game.get();
    train(first, data.get(), 15);
    Path half = written("half", first);

    AdversarialTrainer second = game.get();
    Checkpoint.read(half).restore(second);
    List<StepResult> results = train(second, data.get(), 5);

    assertThat(results).as(name).isEqualTo(expected.subList(15, 20));
    assertThat(written("second", second)).hasSameBinaryContentAs(written("whole", whole));
  }

  private Path written(String name, AdversarialTrainer trainer) {
    Path file = folder.resolve(name + ".ckpt");
    Checkpoint.write(file, trainer, OptionalDouble.empty(), Map.of());
    return file;
  }

  // A conditional GAN.

  /** Real and generated images stand before the discriminator under the same labels. */
  @ParameterizedTest
  @EnumSource
  void labelsOfABatchAreGivenToBothPlayersAndForBothKindsOfImages(UpdateScheme scheme) {
    GanTrainer byHand = conditionalGan(scheme, new Sgd(0.1));
    Generator generator = byHand.generator();
    Discriminator discriminator = byHand.discriminator();
    AdversarialLoss loss = byHand.settings().loss();
    boolean mean = scheme == UpdateScheme.COMBINED || scheme == UpdateScheme.HALVES;
    Batch real = labelled(0, scheme == UpdateScheme.HALVES ? BATCH / 2 : BATCH);
    INDArray labels = real.given(0);
    INDArray latents = byHand.latents().sample(real.size());
    INDArray fake = generator.forward(latents, labels).output();
    if (scheme == UpdateScheme.SIMULTANEOUS) {
      learn(byHand, latents, labels);
    }
    Pass onReal = discriminator.forward(real.samples(), labels);
    onReal.accumulate(loss.real(onReal.output()).gradient().mul(mean ? 0.5 : 1));
    if (scheme == UpdateScheme.SEPARATE) {
      discriminator.update();
    }
    Pass onFake = discriminator.forward(fake, labels);
    onFake.accumulate(loss.fake(onFake.output()).gradient().mul(mean ? 0.5 : 1));
    discriminator.update();
    if (scheme != UpdateScheme.SIMULTANEOUS) {
      learn(byHand, byHand.latents().sample(real.size()), labels);
    }
    generator.update();

    GanTrainer trainer = conditionalGan(scheme, new Sgd(0.1));
    trainer.fit(labelled(), 1);

    assertClose(
        trainer.discriminator().weights().parameters(), discriminator.weights().parameters());
    assertClose(trainer.generator().weights().parameters(), generator.weights().parameters());
  }

  private static void learn(GanTrainer trainer, INDArray latents, INDArray labels) {
    Pass pass =
        new FrozenStack(trainer.generator(), trainer.discriminator()).forward(latents, labels);
    pass.accumulate(trainer.settings().loss().generator(pass.output()).gradient());
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    assertThat(actual.distance2(expected)).isLessThan(1e-12 * expected.norm2Number().doubleValue());
  }

  // Clipping.

  @Test
  void weightsOfTheCriticStayWithinTheirBoundAfterEachUpdate() {
    ClippedGan trainer = clippedGan();
    trainer.fit(images(), 2);
    assertThat(trainer.discriminator().weights().parameters().amaxNumber().doubleValue())
        .isEqualTo(ClippedGan.MOST);
    assertThat(trainer.generator().weights().parameters().amaxNumber().doubleValue())
        .isGreaterThan(ClippedGan.MOST);
  }

  // An average of the discriminator.

  @Test
  void averageOfTheDiscriminatorIsOfWhatItWasAfterEachStep() {
    GanTrainer trainer = conditionalGan(UpdateScheme.SEPARATE, new Adam(1e-2));
    MovingAverage average = average(trainer);
    INDArray parameters = trainer.discriminator().weights().parameters();
    INDArray[] expected = {parameters.dup()};
    trainer.listen(
        average,
        new RunListener() {
          @Override
          public void onStep(Run run) {
            expected[0] = expected[0].add(parameters).div(2);
          }
        });
    trainer.fit(labelled(), 3);

    assertClose(average.network().params(), expected[0]);
    assertThat(average.stateName()).isEqualTo("discriminator-average");
    assertThat(Checkpoint.read(written("averaged", trainer)).hasAverage()).isFalse();
    assertThatThrownBy(average::generator)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("discriminator-average is no average of a generator");
  }

  @Test
  void averagesOfBothPlayersGoTogether() {
    GanTrainer trainer = clippedGan();
    MovingAverage ofGenerator = MovingAverage.of(trainer, BATCH, 1);
    trainer.listen(average(trainer), ofGenerator);
    trainer.fit(images(), 3);
    Checkpoint checkpoint = Checkpoint.read(written("both", trainer));

    assertThat(checkpoint.averagedGenerator())
        .hasValueSatisfying(
            network -> assertSameBits(network.params(), ofGenerator.network().params()));
  }

  @Test
  void averageOfAPlayerThatThereIsNotIsRefused() {
    assertThatThrownBy(() -> MovingAverage.of(cycleGan(), "generator", 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no player generator among [g, f, dx, dy]");
  }

  // Checkpoints.

  @Test
  void networksOfAllPlayersAreInACheckpointByTheirNames() {
    CycleGan trainer = cycleGan();
    trainer.fit(unpaired(PICTURE), 1);
    Checkpoint checkpoint = Checkpoint.read(written("four", trainer));

    trainer
        .players()
        .forEach(
            (name, player) ->
                assertSameBits(checkpoint.network(name).params(), player.weights().parameters()));
    assertThat(checkpoint.players()).containsExactlyInAnyOrder("g", "f", "dx", "dy");
    assertThat(checkpoint.settings()).isEqualTo(Map.of("batchSize", "4", "seed", "3"));
    assertThat(checkpoint.state().positions().keySet())
        .containsExactly("dx", "dy", "f", "g", "images");
    assertThatThrownBy(checkpoint::generator).hasMessageContaining("generator.zip");
    assertThatThrownBy(() -> checkpoint.restore(pix2Pix(new Adam(1e-2))))
        .hasMessageContaining("generator.zip");
  }

  @Test
  void gradientsOfAPix2PixStepAreTheSlopesOfItsLosses() {
    Player generator =
        Player.of(convolutions(1, List.of(convolution(1, 1, Activation.TANH))), PICTURE);
    Discriminator discriminator =
        Discriminator.of(
            convolutions(
                2,
                List.of(
                    convolution(2, 2, Activation.TANH), convolution(1, 1, Activation.IDENTITY))),
            new ImageShape(2, 8, 8));
    Batch pair = pairs().batch(BATCH, ValueRange.SIGNED);
    INDArray input = pair.given(0);
    INDArray made = generator.infer(input).get(0);
    INDArray slope =
        Gradients.numerical(
            generator.weights().parameters(),
            () -> {
              INDArray now = generator.infer(input).get(0);
              return mean(discriminator.score(Nd4j.concat(1, input, now)), s -> softplus(-s))
                  + 100 * now.sub(pair.samples()).norm1Number().doubleValue() / now.length();
            });
    INDArray ofJudge =
        Gradients.numerical(
            discriminator.weights().parameters(),
            () ->
                mean(discriminator.score(Nd4j.concat(1, input, pair.samples())), s -> softplus(-s))
                        / 2
                    + mean(discriminator.score(Nd4j.concat(1, input, made)), OwnGamesTest::softplus)
                        / 2);
    INDArray before = generator.weights().parameters().dup();
    INDArray judgeBefore = discriminator.weights().parameters().dup();

    new Pix2Pix(generator, discriminator, real(PICTURE), 3).fit(pairs(), 1);

    Gradients.assertAgree(before.sub(generator.weights().parameters()), slope);
    Gradients.assertAgree(judgeBefore.sub(discriminator.weights().parameters()), ofJudge);
  }

  private static MultiLayerNetwork convolutions(int channels, List<Layer> layers) {
    return Networks.network(new Sgd(1), InputType.convolutional(8, 8, channels), layers);
  }

  private static double mean(INDArray scores, DoubleUnaryOperator of) {
    return Arrays.stream(scores.dup('c').reshape(scores.length()).toDoubleVector())
        .map(of)
        .average()
        .orElseThrow();
  }

  private static double softplus(double s) {
    return Math.log1p(Math.exp(s));
  }
}
