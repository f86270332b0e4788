package org.gan4j.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.gan4j.Networks.batchNorm;
import static org.gan4j.Networks.convolution;
import static org.gan4j.Networks.dense;
import static org.gan4j.Networks.dropout;
import static org.gan4j.Precision.assertSameBits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.Gradients;
import org.gan4j.Link;
import org.gan4j.Networks;
import org.gan4j.Pass;
import org.gan4j.Player;
import org.gan4j.SampleShape;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.Losses;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Who learns from which term, and what. Networks compute in double precision; references are the
 * same passes by hand, or central differences of the sum of the terms.
 */
class TapeTest {
  private static final int BATCH = 4;
  private static final int WIDTH = 5;

  private final AdversarialLoss loss = Losses.nonSaturating();
  private final INDArray latents = Networks.normal(1, BATCH, Networks.LATENT_SIZE);
  private final INDArray rows = Networks.normal(2, BATCH, WIDTH);
  private final INDArray others = Networks.normal(3, BATCH, WIDTH);

  /** A player of rows, whose parameters no other one has. */
  private static Player rows(long seed) {
    MultiLayerNetwork network =
        Networks.network(
            new Adam(0.1),
            InputType.feedForward(WIDTH),
            List.of(dense(4, Activation.TANH), dense(WIDTH, Activation.TANH)));
    network.params().addi(Networks.normal(seed, network.numParams()).muli(0.3));
    return Player.of(network, SampleShape.vector(WIDTH));
  }

  private static Generator generator() {
    return Generator.of(Networks.generator(new Adam(1e-2)), Networks.SHAPE);
  }

  /** With all whose state could change. */
  private static Discriminator discriminator() {
    return Discriminator.of(
        Networks.discriminator(
            new Adam(1e-2),
            List.of(convolution(2), batchNorm(), dropout(), dense(6, Activation.TANH))),
        Networks.SHAPE);
  }

  /** What is summed, of a function of the values and the gradient that is the given weights. */
  private static Term linear(Flow flow, INDArray weights) {
    return Term.of(
        List.of(flow),
        arrays ->
            new Loss(arrays.get(0).mul(weights).sumNumber().doubleValue(), List.of(weights.dup())));
  }

  private static INDArray weights(long seed) {
    return Networks.normal(seed, BATCH, WIDTH);
  }

  /** All that a player is, bit for bit. */
  private static List<INDArray> state(Player player) {
    INDArray updater =
        ((MultiLayerNetwork) player.network()).getUpdater().getStateViewArray().dup();
    return List.of(player.weights().parameters().dup(), updater, player.weights().gradients());
  }

  private static void assertSame(List<INDArray> actual, List<INDArray> expected) {
    for (int i = 0; i < expected.size(); i++) {
      assertSameBits(actual.get(i), expected.get(i));
    }
  }

  /** Compares what waits for a player's update with differences of the sum of the terms. */
  private static void assertIsSlope(Player player, DoubleSupplier sum) {
    Gradients.assertSlope(player.weights().gradients(), player.weights().parameters(), sum);
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    assertThat(actual.distance2(expected)).isLessThan(1e-12 * expected.norm2Number().doubleValue());
  }

  // Who learns.

  @Test
  void descendAddsGradientsToTheLearnerAndLeavesEveryBitOfAllOthersAsItWas() {
    Generator generator = generator();
    Discriminator discriminator = discriminator();
    learn(discriminator);
    discriminator.update(); // so that updater state and running statistics are not their first ones
    learn(discriminator); // whose gradients wait
    List<INDArray> ofDiscriminator = state(discriminator);
    List<INDArray> ofGenerator = state(generator);
    discriminator.seed(5);
    Pass made = generator.forward(latents);
    Pass judged = discriminator.forward(made.output());
    INDArray atScores = loss.generator(judged.output()).gradient();
    INDArray atImages = judged.inputGradients(atScores).get(0);
    Generator byHand = generator();
    byHand.forward(latents).accumulate(atImages);

    discriminator.seed(5);
    try (Tape tape = new Tape()) {
      Flow fake = tape.through(generator, tape.of(latents));
      Flow scores = tape.through(discriminator, fake);
      double value = tape.descend(generator, Term.of(scores, loss::generator));
      assertThat(value).isEqualTo(loss.generator(judged.output()).value());
    }

    assertSame(state(discriminator), ofDiscriminator);
    assertThat(ofDiscriminator.get(2).amaxNumber().doubleValue()).isPositive();
    assertSame(state(generator).subList(0, 2), ofGenerator.subList(0, 2));
    assertSameBits(generator.weights().gradients(), byHand.weights().gradients());
    assertThat(generator.weights().gradients().amaxNumber().doubleValue()).isPositive();
  }

  private void learn(Discriminator discriminator) {
    Pass pass = discriminator.forward(Networks.normal(9, Networks.SHAPE.batch(BATCH)));
    pass.accumulate(loss.real(pass.output()).gradient());
  }

  @Test
  void whoStandsBeforeTheLearnerIsLeftAloneToo() {
    Generator generator = generator();
    Discriminator discriminator = discriminator();
    List<INDArray> ofGenerator = state(generator);
    discriminator.seed(5);
    Pass judged = discriminator.forward(generator.forward(latents).output());
    judged.accumulate(loss.fake(judged.output()).gradient());
    INDArray byHand = discriminator.weights().gradients();
    discriminator.weights().copy(discriminator.network(), false); // forgets them

    discriminator.seed(5);
    try (Tape tape = new Tape()) {
      Flow scores = tape.through(discriminator, tape.through(generator, tape.of(latents)));
      tape.descend(discriminator, Term.of(scores, loss::fake));
    }

    assertSame(state(generator), ofGenerator);
    assertSameBits(discriminator.weights().gradients(), byHand);
  }

  @Test
  void severalLearnersEachGetTheGradientOfTheWholeSum() {
    Player first = rows(10);
    Player second = rows(11);
    Player frozen = rows(12);
    List<INDArray> before = state(frozen);
    BiFunction<Tape, Boolean, Double> sum =
        (tape, learn) -> {
          Flow made = tape.through(first, tape.of(rows));
          Flow again = tape.through(second, tape.through(frozen, made));
          List<Term> terms = List.of(linear(made, weights(20)), linear(again, weights(21)));
          return tape.descend(learn ? List.of(first, second) : List.of(), terms);
        };
    assertDescends(sum, first, second);
    assertSame(state(frozen), before);
  }

  /** The learners are given the sum's slope, and it is what it is where nobody learns. */
  private static void assertDescends(BiFunction<Tape, Boolean, Double> sum, Player... learners) {
    assertThat(descend(sum)).isEqualTo(value(sum));
    for (Player learner : learners) {
      assertIsSlope(learner, () -> value(sum));
    }
  }

  private static double descend(BiFunction<Tape, Boolean, Double> sum) {
    return value(sum, true);
  }

  /** The sum by itself: nobody learns. */
  private static double value(BiFunction<Tape, Boolean, Double> sum) {
    return value(sum, false);
  }

  private static double value(BiFunction<Tape, Boolean, Double> sum, boolean learn) {
    try (Tape tape = new Tape()) {
      return sum.apply(tape, learn);
    }
  }

  @Test
  void nobodyLearnsFromATermThatDoesNotDependOnIt() {
    Player learner = rows(10);
    Player other = rows(11);
    try (Tape tape = new Tape()) {
      Flow made = tape.through(learner, tape.of(rows));
      Flow without = tape.through(other, tape.of(rows));
      assertThat(tape.descend(learner, linear(without, weights(20)))).isNotZero();
      assertThat(made.count()).isEqualTo(BATCH);
    }
    assertThat(learner.weights().gradients().amaxNumber().doubleValue()).isZero();
    assertThat(other.weights().gradients().amaxNumber().doubleValue()).isZero();
    assertThatThrownBy(learner::update).isInstanceOf(IllegalStateException.class);
  }

  // What is summed.

  @Test
  void flowThatIsUsedTwiceGetsTheSumOfBothGradients() {
    Player learner = rows(10);
    Player left = rows(11);
    Player right = rows(12);
    BiFunction<Tape, Boolean, Double> sum =
        (tape, learn) -> {
          Flow made = tape.through(learner, tape.of(rows));
          return tape.descend(
              learn ? List.of(learner) : List.of(),
              List.of(
                  linear(made, weights(20)),
                  linear(tape.through(left, made), weights(21)),
                  linear(tape.through(right, made), weights(22)),
                  linear(made, weights(23))));
        };
    assertDescends(sum, learner);
  }

  @Test
  void playerThatRunsThreeTimesHasTheGradientOfTheSum() {
    Player learner = rows(10);
    Player other = rows(11);
    BiFunction<Tape, Boolean, Double> sum =
        (tape, learn) -> {
          Flow once = tape.through(learner, tape.of(rows));
          Flow twice = tape.through(learner, tape.through(other, once));
          Flow elsewhere = tape.through(learner, tape.of(others));
          return tape.descend(
              learn ? List.of(learner) : List.of(),
              List.of(
                  linear(once, weights(20)),
                  linear(twice, weights(21)),
                  linear(elsewhere, weights(22))));
        };
    assertDescends(sum, learner);
  }

  /** Where dropout and BatchNorm would tell passes apart that were mixed up. */
  @Test
  void passesOfOnePlayerKeepWhatTheyDrew() {
    Discriminator player = discriminator();
    INDArray first = Networks.normal(4, Networks.SHAPE.batch(BATCH));
    INDArray second = Networks.normal(5, Networks.SHAPE.batch(BATCH));
    BiFunction<Tape, Boolean, Double> sum =
        (tape, learn) -> {
          player.seed(5);
          Flow onFirst = tape.through(player, tape.of(first));
          Flow onSecond = tape.through(player, tape.of(second));
          return tape.descend(
              learn ? List.of(player) : List.of(),
              List.of(Term.of(onFirst, loss::real), Term.of(onSecond, loss::fake)));
        };
    assertThat(descend(sum)).isEqualTo(value(sum));

    Gradients.assertSlope(
        withoutRunningStatistics(player, player.weights().gradients()),
        player.weights().parameters(),
        () -> value(sum));
  }

  /** Sets what is no gradient to zero: BatchNorm's running mean and variance. */
  private static INDArray withoutRunningStatistics(Player player, INDArray gradients) {
    INDArray copy = gradients.dup();
    long from = 0;
    for (var parameter : player.network().paramTable().entrySet()) {
      long to = from + parameter.getValue().length();
      if (parameter.getKey().endsWith("_mean")
          || parameter.getKey().endsWith("_var")
          || parameter.getKey().endsWith("_log10stdev")) {
        for (long i = from; i < to; i++) {
          copy.putScalar(i, 0);
        }
      }
      from = to;
    }
    return copy;
  }

  @Test
  void secondDescentOfTheSameFlowsAddsToTheFirst() {
    Player learner = rows(10);
    Player judge = rows(11);
    try (Tape tape = new Tape()) {
      Flow made = tape.through(learner, tape.of(rows));
      Flow judged = tape.through(judge, made);
      tape.descend(learner, linear(judged, weights(20)));
      INDArray first = learner.weights().gradients();
      tape.descend(judge, linear(judged, weights(21)));
      assertSameBits(learner.weights().gradients(), first);
      tape.descend(learner, linear(judged, weights(20)));
      assertClose(learner.weights().gradients(), first.mul(2));
      INDArray ofJudge = judge.weights().gradients();
      tape.descend(List.of(learner, judge), List.of(linear(judged, weights(21))));
      assertClose(judge.weights().gradients(), ofJudge.mul(2));
    }
  }

  @Test
  void flowsOfBeforeAnUpdateAreForReadingAlone() {
    Player learner = rows(10);
    try (Tape tape = new Tape()) {
      Flow made = tape.through(learner, tape.of(rows));
      Flow after = tape.through(learner, tape.of(others));
      tape.descend(learner, linear(after, weights(20)));
      learner.update();
      assertThat(made.array().wasClosed()).isFalse();
      assertThatThrownBy(() -> tape.descend(learner, linear(made, weights(20))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the network was updated after this forward pass");
    }
  }

  // Weights and names.

  @Test
  void termsAreSummedByTheirWeightsAndToldByTheirNamesWithoutThem() {
    Player learner = rows(10);
    try (Tape tape = new Tape()) {
      Flow made = tape.through(learner, tape.of(rows));
      double a = made.array().mul(weights(20)).sumNumber().doubleValue();
      double b = made.array().mul(weights(21)).sumNumber().doubleValue();

      double sum =
          tape.descend(
              learner,
              linear(made, weights(20)).named("b_first").times(2),
              linear(made, weights(21)).times(-3).named("a_second").times(0.5),
              linear(made, weights(22)).times(0),
              linear(made, weights(23)).named("nothing").times(0));

      assertThat(sum).isCloseTo(2 * a - 1.5 * b, within(1e-12));
      assertThat(tape.numbers().keySet()).containsExactly("b_first", "a_second", "nothing");
      assertThat(tape.numbers().get("b_first")).isCloseTo(a, within(1e-12));
      assertThat(tape.numbers().get("a_second")).isCloseTo(b, within(1e-12));
      Player byHand = rows(10);
      byHand.forward(rows).accumulate(weights(20).mul(2).subi(weights(21).mul(1.5)));
      assertClose(learner.weights().gradients(), byHand.weights().gradients());
    }
  }

  @Test
  void laterNumberOfANameTakesThePlaceOfTheFirst() {
    try (Tape tape = new Tape()) {
      Flow given = tape.of(rows);
      tape.note("noted", 1);
      tape.descend(List.of(), List.of(linear(given, weights(20)).named("term")));
      tape.note("noted", 2);
      double last = tape.descend(List.of(), List.of(linear(given, weights(21)).named("term")));

      assertThat(tape.numbers().keySet()).containsExactly("noted", "term");
      assertThat(tape.numbers().get("noted")).isEqualTo(2);
      assertThat(tape.numbers().get("term")).isEqualTo(last);
    }
  }

  @Test
  void weightThatIsNoNumberIsRefused() {
    try (Tape tape = new Tape()) {
      Term term = linear(tape.of(rows), weights(20));
      for (double weight : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
        assertThatThrownBy(() -> term.times(weight))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("a term's weight is a finite number, not " + weight);
      }
    }
  }

  @Test
  void termOfSeveralFlowsTakesThoseWithoutAGradientAsGiven() {
    Player first = rows(10);
    Player second = rows(11);
    try (Tape tape = new Tape()) {
      Flow left = tape.through(first, tape.of(rows));
      Flow right = tape.through(second, tape.of(rows));
      Term product =
          Term.of(
              List.of(left, right),
              arrays ->
                  new Loss(
                      arrays.get(0).mul(arrays.get(1)).sumNumber().doubleValue(),
                      Arrays.asList(arrays.get(1).dup(), null)));
      tape.descend(List.of(first, second), List.of(product));
      Player byHand = rows(10);
      byHand.forward(rows).accumulate(right.array());

      assertSameBits(first.weights().gradients(), byHand.weights().gradients());
      assertThat(second.weights().gradients().amaxNumber().doubleValue()).isZero();
    }
  }

  // l1.

  @Test
  void l1IsTheMeanOfDistancesAndItsGradientTheirSigns() {
    INDArray made = Nd4j.create(new double[][] {{1, 2}, {-1, 0.5}});
    INDArray wanted = Nd4j.create(new double[][] {{0, 2}, {1, -3}});
    try (Tape tape = new Tape()) {
      Loss l1 = Term.l1(tape.of(made), tape.of(wanted)).compute();

      assertThat(l1.value()).isEqualTo((1 + 0 + 2 + 3.5) / 4);
      assertThat(l1.gradients())
          .containsExactly(Nd4j.create(new double[][] {{0.25, 0}, {-0.25, 0.25}}));
    }
  }

  @Test
  void l1ReadsBothInTheirOrderWhateverTheirMemoryLayout() {
    INDArray made = Networks.normal(4, 3, 2, 2, 3);
    INDArray wanted = Networks.normal(5, 3, 2, 2, 3);
    double mean = made.sub(wanted).norm1Number().doubleValue() / made.length();
    try (Tape tape = new Tape()) {
      Loss l1 = Term.l1(tape.of(made.dup('f')), tape.of(wanted)).compute();

      assertThat(l1.value()).isCloseTo(mean, within(1e-14));
      assertThat(l1.gradients().get(0).shape()).isEqualTo(made.shape());
      for (int i = 0; i < 2; i++) {
        assertThat(l1.gradients().get(0).getDouble(2, 1, i, 1))
            .isEqualTo(Math.signum(made.getDouble(2, 1, i, 1) - wanted.getDouble(2, 1, i, 1)) / 36);
      }
    }
  }

  /** The kinks are far from here: no value is nearer to the wanted one than a difference goes. */
  @Test
  void whoMakesDescendsL1AndWhoIsWantedDoesNot() {
    Player learner = rows(10);
    Player wanted = rows(11);
    BiFunction<Tape, Boolean, Double> sum =
        (tape, learn) -> {
          Flow made = tape.through(learner, tape.of(rows));
          Flow aim = tape.through(wanted, tape.of(others));
          return tape.descend(
              learn ? List.of(learner, wanted) : List.of(), List.of(Term.l1(made, aim).times(100)));
        };
    assertDescends(sum, learner);
    assertThat(wanted.weights().gradients().amaxNumber().doubleValue()).isZero();
  }

  @Test
  void l1OfOtherShapesIsRefusedWithBoth() {
    try (Tape tape = new Tape()) {
      Term term = Term.l1(tape.of(Nd4j.ones(2, 6)), tape.of(Nd4j.ones(2, 1, 2, 3)));
      assertThatThrownBy(() -> tape.descend(List.of(), List.of(term)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("arrays of the shapes [2, 6] and [2, 1, 2, 3] cannot be compared");
    }
  }

  // What depends on whom.

  @Test
  void flowReachesThePlayersThatItCameThrough() {
    Player first = rows(10);
    Player second = rows(11);
    try (Tape tape = new Tape()) {
      Flow given = tape.of(rows);
      Flow once = tape.through(first, given);
      Flow twice = tape.through(second, once);
      Flow beside = tape.through(second, tape.of(once.array()));
      Flow both = tape.through(Links.sideBySide(), given, twice);
      Flow part = tape.through(Links.rows(0, 1), both);

      assertThat(tape.reaches(given, first)).isFalse();
      assertThat(tape.reaches(once, first)).isTrue();
      assertThat(tape.reaches(once, second)).isFalse();
      assertThat(tape.reaches(twice, first)).isTrue();
      assertThat(tape.reaches(twice, second)).isTrue();
      assertThat(tape.reaches(beside, first)).as("its values came from nowhere").isFalse();
      assertThat(tape.reaches(beside, second)).isTrue();
      assertThat(tape.reaches(part, first)).isTrue();
      assertThat(tape.reaches(part, rows(12))).isFalse();
    }
  }

  // Outputs.

  /** From a row to two rows. */
  private static Player branching() {
    ComputationGraph network =
        new ComputationGraph(
            Networks.graph()
                .addInputs("in")
                .addLayer("trunk", layer(WIDTH, 4), "in")
                .addLayer("left", layer(4, WIDTH), "trunk")
                .addLayer("right", layer(4, WIDTH), "trunk")
                .setOutputs("left", "right")
                .build());
    return Player.of(network, SampleShape.vector(WIDTH));
  }

  private static DenseLayer layer(int in, int out) {
    return new DenseLayer.Builder().nIn(in).nOut(out).activation(Activation.TANH).build();
  }

  @Test
  void eachOutputIsAFlowAndMayBeDescendedByItself() {
    Player branching = branching();
    BiFunction<Tape, Boolean, Double> sum =
        (tape, learn) -> {
          List<Flow> made = tape.all(branching, tape.of(rows));
          assertThat(made).hasSize(2);
          return tape.descend(
              learn ? List.of(branching) : List.of(), List.of(linear(made.get(1), weights(20))));
        };
    assertDescends(sum, branching);
  }

  @Test
  void bothOutputsMayBeDescendedOnTheWayToAnotherPlayer() {
    Player branching = branching();
    Player learner = rows(10);
    BiFunction<Tape, Boolean, Double> sum =
        (tape, learn) -> {
          List<Flow> made = tape.all(branching, tape.through(learner, tape.of(rows)));
          return tape.descend(
              learn ? List.of(branching, learner) : List.of(),
              List.of(linear(made.get(0), weights(20)), linear(made.get(1), weights(21))));
        };
    assertDescends(sum, branching, learner);
  }

  @Test
  void linkOfTwoOutputsIsNotOneFlow() {
    try (Tape tape = new Tape()) {
      assertThatThrownBy(() -> tape.through(branching(), tape.of(rows)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the link has 2 outputs, not one");
    }
  }

  // Ownership.

  @Test
  void arraysOfTheTapeDieWithItAndCopiesAndWhatIsTheCallersDoNot() {
    Player first = rows(10);
    INDArray taken = rows.dup();
    INDArray given = others.dup();
    List<INDArray> own = new ArrayList<>(List.of(taken));
    INDArray kept;
    INDArray values;
    try (Tape tape = new Tape()) {
      Flow made = tape.through(first, tape.take(taken));
      Flow both = tape.through(Links.rowsOfBoth(), made, tape.of(given));
      Flow part = tape.through(Links.rows(1, 3), both);
      kept = made.keep();
      values = made.array().dup();
      own.addAll(List.of(made.array(), both.array(), part.array()));
      tape.descend(first, linear(part, Networks.normal(20, 2, WIDTH)).times(2));
      assertThat(own).noneMatch(INDArray::wasClosed);
    }

    assertThat(own).allMatch(INDArray::wasClosed);
    assertThat(List.of(kept, given, latents, rows)).noneMatch(INDArray::wasClosed);
    assertSameBits(kept, values);
    kept.close();
  }

  @Test
  void arraysDieWhereAStepFailsToo() {
    INDArray taken = rows.dup();
    assertThatThrownBy(
            () -> {
              try (Tape tape = new Tape()) {
                tape.through(discriminator(), tape.take(taken));
              }
            })
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(taken.wasClosed()).isTrue();
  }

  // Links.

  private static final INDArray A = Nd4j.create(new double[][] {{1, 2}, {3, 4}});
  private static final INDArray B = Nd4j.create(new double[][] {{5, 6}, {7, 8}});

  @Test
  void rowsOfBothAreTheOnesBehindTheOthers() {
    assertThat(Links.rowsOfBoth().forward(A, B).output())
        .isEqualTo(Nd4j.create(new double[][] {{1, 2}, {3, 4}, {5, 6}, {7, 8}}));
    assertIsLinear(Links.rowsOfBoth(), A, Nd4j.create(new double[][] {{5, 6}}));
    assertIsLinear(
        Links.rowsOfBoth(), Networks.normal(1, 2, 3, 2, 2), Networks.normal(2, 4, 3, 2, 2));
  }

  @Test
  void sideBySideAreColumnsAndChannels() {
    assertThat(Links.sideBySide().forward(A, B).output())
        .isEqualTo(Nd4j.create(new double[][] {{1, 2, 5, 6}, {3, 4, 7, 8}}));
    INDArray channel = Networks.normal(1, 2, 1, 2, 2);
    INDArray three = Networks.normal(2, 2, 3, 2, 2);
    INDArray four = Links.sideBySide().forward(channel, three).output();
    assertThat(four.shape()).containsExactly(2, 4, 2, 2);
    assertThat(four.getDouble(1, 0, 1, 0)).isEqualTo(channel.getDouble(1, 0, 1, 0));
    assertThat(four.getDouble(1, 3, 1, 0)).isEqualTo(three.getDouble(1, 2, 1, 0));
    assertIsLinear(Links.sideBySide(), channel, three);
    assertIsLinear(Links.sideBySide(), A, Nd4j.create(new double[][] {{5}, {7}}), B);
  }

  @Test
  void rowsAreFromTheFirstToBeforeTheLast() {
    INDArray all = Nd4j.create(new double[][] {{1, 2}, {3, 4}, {5, 6}, {7, 8}});
    assertThat(Links.rows(1, 3).forward(all).output())
        .isEqualTo(Nd4j.create(new double[][] {{3, 4}, {5, 6}}));
    assertThat(Links.rows(1, 2).forward(all).inputGradients(Nd4j.create(new double[][] {{9, 8}})))
        .containsExactly(Nd4j.create(new double[][] {{0, 0}, {9, 8}, {0, 0}, {0, 0}}));
    assertIsLinear(Links.rows(0, 4), all);
    assertIsLinear(Links.rows(2, 3), Networks.normal(1, 4, 3, 2, 2));
    for (long[] range : new long[][] {{-1, 2}, {2, 2}, {3, 2}}) {
      assertThatThrownBy(() -> Links.rows(range[0], range[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("there are no rows from %s to before %s".formatted(range[0], range[1]));
    }
  }

  /**
   * Asserts that the way back is the adjoint of the way forward: {@code <Lx, y> = <x, L'y>} for any
   * x and y. Both are sums of the same products in another order.
   */
  private static void assertIsLinear(Link link, INDArray... inputs) {
    Pass pass = link.forward(inputs);
    INDArray y = Networks.normal(77, pass.output().shape());
    double forward = pass.output().mul(y).sumNumber().doubleValue();
    for (List<INDArray> back : List.of(pass.inputGradients(y), pass.backward(y))) {
      double adjoint = 0;
      assertThat(back).hasSize(inputs.length);
      for (int i = 0; i < inputs.length; i++) {
        assertThat(back.get(i).shape()).isEqualTo(inputs[i].shape());
        assertThat(back.get(i).closeable()).as("an array of its own, no view").isTrue();
        adjoint += back.get(i).mul(inputs[i]).sumNumber().doubleValue();
      }
      assertThat(adjoint).isCloseTo(forward, within(1e-12 * (1 + Math.abs(forward))));
    }
    INDArray[] twice = Arrays.stream(inputs).map(input -> input.mul(2)).toArray(INDArray[]::new);
    assertThat(pass.at(twice).output()).isEqualTo(pass.output().mul(2));
    pass.accumulate(y); // there is nobody to learn
  }

  @Test
  void gradientsComeThroughLinksToWhoLearns() {
    Player first = rows(10);
    Player second = rows(11);
    BiFunction<Tape, Boolean, Double> sum =
        (tape, learn) -> {
          Flow left = tape.through(first, tape.of(rows));
          Flow right = tape.through(second, tape.of(others));
          Flow both = tape.through(Links.rowsOfBoth(), left, right);
          Flow twice = tape.through(Links.rowsOfBoth(), both, both);
          Flow wide = tape.through(Links.sideBySide(), left, tape.of(rows), right);
          Flow part = tape.through(Links.rows(2, 7), twice);
          return tape.descend(
              learn ? List.of(first, second) : List.of(),
              List.of(
                  linear(part, Networks.normal(20, 5, WIDTH)),
                  linear(wide, Networks.normal(21, BATCH, 3 * WIDTH))));
        };
    assertDescends(sum, first, second);
  }
}
