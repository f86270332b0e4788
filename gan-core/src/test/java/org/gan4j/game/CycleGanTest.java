package org.gan4j.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gan4j.Precision.assertSameBits;
import static org.gan4j.game.OwnGames.BATCH;
import static org.gan4j.game.OwnGames.WEIGHTS;
import static org.gan4j.game.OwnGames.real;
import static org.gan4j.game.OwnGames.train;
import static org.gan4j.game.OwnGames.unpaired;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.Gradients;
import org.gan4j.Networks;
import org.gan4j.Player;
import org.gan4j.SampleShape;
import org.gan4j.data.BatchSource;
import org.gan4j.flow.Flow;
import org.gan4j.flow.Tape;
import org.gan4j.train.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * A step of four players against its losses as plain functions of all parameters. By stochastic
 * gradient descent at a rate of 1, what a step takes off is the gradient.
 */
class CycleGanTest {
  private static final SampleShape ROW = SampleShape.vector(4); // differences take time

  // Gradients, by stochastic gradient descent at a rate of 1: what a step takes off is the
  // gradient.

  /** A network of rows without kinks, whose parameters no other one has. */
  private static MultiLayerNetwork network(long seed, int out, Activation last, IUpdater updater) {
    MultiLayerNetwork network =
        Networks.network(
            updater,
            InputType.feedForward(ROW.size()),
            List.of(Networks.dense(3, Activation.TANH), Networks.dense(out, last)));
    network.params().addi(Networks.normal(seed, network.numParams()).muli(0.5));
    return network;
  }

  private static ImmutableMap<String, Player> four(IUpdater updater) {
    return ImmutableMap.of(
        "g", translator(1, updater),
        "f", translator(2, updater),
        "dx", judge(3, updater),
        "dy", judge(4, updater));
  }

  private static Player translator(long seed, IUpdater updater) {
    return Player.of(network(seed, ROW.size(), Activation.TANH, updater), ROW);
  }

  private static Player judge(long seed, IUpdater updater) {
    return Discriminator.of(network(seed, 1, Activation.IDENTITY, updater), ROW);
  }

  static Stream<Arguments> weights() {
    Map<String, Map<String, Double>> all = new LinkedHashMap<>();
    all.put("all together", WEIGHTS);
    WEIGHTS.forEach((name, weight) -> all.put(name + " alone", onlyOne(name, weight)));
    return all.entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
  }

  private static Map<String, Double> onlyOne(String name, double weight) {
    Map<String, Double> weights = Maps.newHashMap(Maps.transformValues(WEIGHTS, any -> 0.0));
    weights.put(name, weight);
    return weights;
  }

  /**
   * The whole losses as functions of all parameters, without tapes, passes and gradients. Their
   * differences err by the rounding of a sum of 10 over twice the step, 1e-10, and by its square,
   * 1e-10: beside gradients of 0.01 to 1 that is below the 1e-6 of {@link Gradients#assertAgree}. A
   * distance of the 16 values in an l1 is not within a step of 0.
   */
  private record Reference(Map<String, Player> players, Map<String, Double> weights, Batch both) {
    private INDArray out(String player, INDArray in) {
      return players.get(player).infer(in).get(0);
    }

    private static double l1(INDArray a, INDArray b) {
      return IntStream.range(0, (int) a.length())
          .mapToDouble(i -> Math.abs(a.getDouble(i) - b.getDouble(i)))
          .average()
          .orElseThrow();
    }

    /** Half the mean squared distance of scores from a label. */
    private static double distance(INDArray scores, double label) {
      return IntStream.range(0, (int) scores.length())
          .mapToDouble(i -> Math.pow(scores.getDouble(i) - label, 2) / 2)
          .average()
          .orElseThrow();
    }

    Map<String, Double> terms() {
      INDArray y = both.samples();
      INDArray x = both.given(0);
      INDArray fakeY = out("g", x);
      INDArray fakeX = out("f", y);
      return Map.of(
          "same_y", l1(out("g", y), y),
          "same_x", l1(out("f", x), x),
          "g_y", distance(out("dy", fakeY), 1),
          "g_x", distance(out("dx", fakeX), 1),
          "cycle_x", l1(out("f", fakeY), x),
          "cycle_y", l1(out("g", fakeX), y));
    }

    double ofGenerators() {
      return terms().entrySet().stream()
          .mapToDouble(term -> weights.get(term.getKey()) * term.getValue())
          .sum();
    }

    double ofJudge(String judge, INDArray real, INDArray fake) {
      return (distance(out(judge, real), 1) + distance(out(judge, fake), 0)) / 2;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("weights")
  void gradientsOfACycleGansStepAreTheSlopesOfItsLosses(String name, Map<String, Double> weights) {
    Map<String, Player> players = four(new Sgd(1));
    Batch both = unpaired(ROW, 0, BATCH);
    Reference reference = new Reference(players, weights, both);
    INDArray fakeY = reference.out("g", both.given(0));
    INDArray fakeX = reference.out("f", both.samples());
    Map<String, INDArray> slopes = new LinkedHashMap<>();
    for (String generator : List.of("g", "f")) {
      slopes.put(
          generator,
          Gradients.numerical(
              players.get(generator).weights().parameters(), reference::ofGenerators));
    }
    slopes.put(
        "dx",
        Gradients.numerical(
            players.get("dx").weights().parameters(),
            () -> reference.ofJudge("dx", both.given(0), fakeX)));
    slopes.put(
        "dy",
        Gradients.numerical(
            players.get("dy").weights().parameters(),
            () -> reference.ofJudge("dy", both.samples(), fakeY)));
    Map<String, Double> terms = reference.terms();
    Map<String, INDArray> before =
        Maps.newHashMap(
            Maps.transformValues(players, player -> player.weights().parameters().dup()));

    CycleGan trainer = new CycleGan(players, real(ROW), weights, 3);
    StepResult result = train(trainer, unpaired(ROW), 1).get(0);

    slopes.forEach(
        (player, slope) ->
            assertIsSlope(
                before.get(player).sub(players.get(player).weights().parameters()), slope));
    terms.forEach(
        (term, value) ->
            assertThat(result.number(term).orElseThrow()).as(term).isCloseTo(value, within(1e-12)));
  }

  /** Who a term does not depend on does not move at all. */
  private static void assertIsSlope(INDArray gradient, INDArray slope) {
    if (slope.amaxNumber().doubleValue() == 0) {
      assertThat(gradient.amaxNumber().doubleValue()).isZero();
    } else {
      Gradients.assertAgree(gradient, slope);
    }
  }

  @Test
  void playersOfACycleGanThatAreFrozenAreTheSameBitsAfterwards() {
    Map<String, Player> players = four(new Adam(1e-2));
    List<List<INDArray>> seen = new ArrayList<>();
    CycleGan trainer =
        new CycleGan(players, real(ROW), WEIGHTS, 3) {
          @Override
          void judgeBetter(Tape tape, String name, Player judge, Flow real, Flow fake) {
            seen.add(states(players.values()));
            super.judgeBetter(tape, name, judge, real, fake);
            seen.add(states(players.values()));
          }
        };
    BatchSource data = unpaired(ROW);
    trainer.fit(data, 2);
    seen.clear();
    List<INDArray> begin = states(players.values());
    trainer.fit(data, 1);

    List<INDArray> generated = seen.get(0);
    assertThat(changed(begin, generated)).as("g and f learn").containsExactly(0, 1);
    assertThat(changed(generated, seen.get(1))).as("dy learns").containsExactly(3);
    assertThat(seen.get(2)).isEqualTo(seen.get(1));
    assertThat(changed(seen.get(2), seen.get(3))).as("dx learns").containsExactly(2);
  }

  /** Parameters, updater state and waiting gradients of each player in a row. */
  private static List<INDArray> states(Iterable<Player> players) {
    List<INDArray> states = new ArrayList<>();
    for (Player player : players) {
      INDArray updater = ((MultiLayerNetwork) player.network()).getUpdater().getStateViewArray();
      states.add(
          Nd4j.concat(
              0,
              Stream.of(player.weights().parameters(), updater, player.weights().gradients())
                  .map(array -> array.dup().reshape(array.length()))
                  .toArray(INDArray[]::new)));
    }
    return states;
  }

  /** Returns which states differ in a bit. */
  private static List<Integer> changed(List<INDArray> before, List<INDArray> after) {
    return IntStream.range(0, before.size())
        .filter(i -> !sameBits(before.get(i), after.get(i)))
        .boxed()
        .toList();
  }

  private static boolean sameBits(INDArray one, INDArray other) {
    return Arrays.equals(one.toDoubleVector(), other.toDoubleVector());
  }

  @Test
  void cycleGanOfExchangedDomainsIsTheSameToTheBit() {
    Map<String, Player> players = four(new Adam(1e-2));
    new CycleGan(players, real(ROW), WEIGHTS, 3).fit(unpaired(ROW), 3);
    Map<String, Player> same = four(new Adam(1e-2));
    Map<String, Player> exchanged =
        ImmutableMap.of(
            "g", same.get("f"), "f", same.get("g"), "dx", same.get("dy"), "dy", same.get("dx"));
    BatchSource data =
        new DrawnBatches(
            ROW,
            (number, count) -> {
              Batch both = unpaired(ROW, number, count);
              return Batch.of(both.given(0), both.samples());
            });
    new CycleGan(exchanged, real(ROW), WEIGHTS, 3).fit(data, 3);

    same.forEach(
        (name, player) ->
            assertSameBits(
                player.weights().parameters(), players.get(name).weights().parameters()));
  }
}
