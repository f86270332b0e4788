package org.gan4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gan4j.Precision.assertSameBits;

import java.util.List;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.engine.Profile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Ways back through the passes of a player: the last one, and others. */
class PassTest {
  private static final int BATCH = 4;

  private final INDArray images = Networks.normal(1, Networks.SHAPE.batch(BATCH));
  private final INDArray others = Networks.normal(2, Networks.SHAPE.batch(BATCH));
  private final INDArray atScores = Networks.normal(3, BATCH, 1);
  private final Discriminator player = player();

  /** With dropout and BatchNorm, whose running statistics and updater state have moved. */
  private static Discriminator player() {
    return Discriminator.of(
        Networks.discriminator(
            new Adam(1e-2),
            List.of(
                Networks.convolution(2),
                Networks.batchNorm(),
                Networks.dropout(),
                Networks.dense(9, Activation.TANH),
                Networks.dropout())),
        Networks.SHAPE);
  }

  @BeforeEach
  void move() {
    for (int i = 0; i < 2; i++) {
      player.forward(Networks.normal(20 + i, Networks.SHAPE.batch(BATCH))).accumulate(atScores);
      player.update();
    }
    player.seed(11);
  }

  private List<INDArray> state() {
    return List.of(
        player.weights().parameters().dup(),
        player.weights().gradients(),
        ((MultiLayerNetwork) player.network()).getUpdater().getStateViewArray().dup());
  }

  private static void assertSame(List<INDArray> actual, List<INDArray> expected) {
    for (int i = 0; i < expected.size(); i++) {
      assertSameBits(actual.get(i), expected.get(i));
    }
  }

  /**
   * What a pass over the images gives with nothing between, by a player of its own.
   *
   * @param atImages beside the gradients of the parameters, or for itself
   */
  private record Alone(INDArray atImages, INDArray atParameters, INDArray atImagesOnly) {}

  private Alone alone() {
    Discriminator alone = player();
    alone.weights().copy(player.network(), false);
    alone.seed(11);
    INDArray atImages = alone.forward(images).backward(atScores).get(0);
    alone.seed(11);
    INDArray only = alone.forward(images).inputGradients(atScores).get(0);
    return new Alone(atImages, alone.weights().gradients(), only);
  }

  @Test
  void passThatIsNotTheLastIsMadeAgainToTheSameBits() {
    Alone alone = alone();
    Pass pass = player.forward(images);
    player.forward(others);

    assertSameBits(pass.backward(atScores).get(0), alone.atImages);
    assertSameBits(player.weights().gradients(), alone.atParameters);
  }

  @Test
  void waysBackMayComeInAnyOrderAndGiveTheSameBits() {
    INDArray first = alone().atImagesOnly;
    Pass pass = player.forward(images);
    Pass second = player.forward(others);
    INDArray once = second.inputGradients(atScores).get(0);
    List<INDArray> before = state();

    for (Pass each : List.of(pass, second, pass, pass, second)) {
      assertSameBits(each.inputGradients(atScores).get(0), each == pass ? first : once);
    }
    assertSame(state(), before);
  }

  @Test
  void wayBackAfterInferenceIsThatOfBefore() {
    Alone alone = alone();
    Pass pass = player.forward(images);
    player.score(others);
    INDArray atImages = pass.backward(atScores).get(0);
    player.infer(others);

    assertSameBits(atImages, alone.atImages);
    assertSameBits(player.weights().gradients(), alone.atParameters);
    assertSameBits(pass.inputGradients(atScores).get(0), alone.atImagesOnly);
  }

  @Test
  void gradientsOfAllWaysBackAddUp() {
    INDArray first = alone().atParameters;
    Pass pass = player.forward(images);
    Pass second = player.forward(others);
    second.accumulate(atScores);
    INDArray ofSecond = player.weights().gradients();
    pass.accumulate(atScores);

    INDArray sum = first.add(ofSecond);
    assertThat(player.weights().gradients().distance2(sum))
        .isLessThan(1e-12 * sum.norm2Number().doubleValue());
  }

  @Test
  void gradientAtTheInputsLeavesEveryBitOfThePlayerAsItWas() {
    Pass pass = player.forward(images);
    pass.accumulate(atScores);
    List<INDArray> before = state();

    pass.inputGradients(atScores);
    player.forward(others).inputGradients(atScores);
    pass.inputGradients(atScores);

    assertSame(state(), before);
    assertThat(before.get(1).amaxNumber().doubleValue()).isPositive();
  }

  @Test
  void thereIsNoWayBackThroughAPassOfBeforeAnUpdate() {
    Pass pass = player.forward(images);
    player.forward(others).accumulate(atScores);
    player.update();

    for (Runnable back :
        new Runnable[] {
          () -> pass.backward(atScores),
          () -> pass.accumulate(atScores),
          () -> pass.inputGradients(atScores)
        }) {
      assertThatThrownBy(back::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the network was updated after this forward pass");
    }
    player.forward(images).accumulate(atScores); // and through a new one there is
  }

  @Test
  void passOverOtherInputsDrawsTheSame() {
    Pass pass = player.forward(images);
    Pass anew = player.forward(images);
    assertThat(anew.output()).as("draws by itself").isNotEqualTo(pass.output());
    assertSameBits(pass.at(images).output(), pass.output());
    assertSameBits(anew.at(images).output(), anew.output());

    player.seed(11);
    Pass ofOthers = player.forward(others);
    assertSameBits(pass.at(others).output(), ofOthers.output());
    assertSameBits(
        pass.at(others).inputGradients(atScores).get(0), ofOthers.inputGradients(atScores).get(0));
  }

  @Test
  void passesAtOtherInputsDrawNothingThatPassesLaterMiss() {
    Discriminator same = player();
    same.weights().copy(player.network(), false);
    same.seed(11);
    player.forward(images).at(others);
    same.forward(images);
    assertSameBits(player.forward(others).output(), same.forward(others).output());
  }

  @Test
  void gradientsOfAnotherShapeOrCountAreRefused() {
    Pass pass = player.forward(images);
    for (Runnable back :
        new Runnable[] {
          () -> pass.backward(Networks.normal(1, BATCH, 2)),
          () -> pass.accumulate(Networks.normal(1, BATCH + 1, 1)),
          () -> pass.inputGradients(Networks.normal(1, BATCH))
        }) {
      assertThatThrownBy(back::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("does not fit the output of the forward pass");
    }
    assertThatThrownBy(() -> pass.backward(atScores, atScores))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the network has 1 outputs, and was given 2 gradients");
  }

  /** From a picture and a row to a picture and a row. */
  private static Player twoOfEach() {
    return Player.of(
        SmallNetworks.graph(
            g ->
                g.addInputs("a", "b")
                    .addLayer("left", SmallNetworks.dense(6, 5, Activation.TANH), "a")
                    .addVertex("both", new MergeVertex(), "left", "b")
                    .addLayer("one", SmallNetworks.dense(8, 4, Activation.TANH), "both")
                    .addLayer("other", SmallNetworks.dense(5, 2, Activation.IDENTITY), "left")
                    .setOutputs("one", "other")),
        ImageShape.gray(2, 3),
        SampleShape.vector(3));
  }

  @Test
  void nullStandsForAnOutputThatTheLossDoesNotDependOn() {
    Player both = twoOfEach();
    INDArray a = Networks.normal(1, BATCH, 1, 2, 3);
    INDArray b = Networks.normal(2, BATCH, 3);
    INDArray atOne = Networks.normal(3, BATCH, 4);
    INDArray atOther = Networks.normal(4, BATCH, 2);
    Pass pass = both.forward(a, b);

    List<INDArray> ofOne = pass.inputGradients(atOne, null);
    List<INDArray> ofOther = pass.inputGradients(null, atOther);
    List<INDArray> ofBoth = pass.backward(atOne, atOther);

    assertThat(pass.outputs().get(0).shape()).containsExactly(BATCH, 4);
    assertThat(pass.outputs().get(1).shape()).containsExactly(BATCH, 2);
    assertThat(ofOther.get(1)).as("that output does not see the row").isEqualTo(b.mul(0));
    for (int i = 0; i < 2; i++) {
      Precision.assertNear(ofBoth.get(i), ofOne.get(i).add(ofOther.get(i)));
    }
    Gradients.assertSlope(ofBoth.get(0), a, () -> sum(both, a, b));
    Gradients.assertSlope(ofBoth.get(1), b, () -> sum(both, a, b));
    Gradients.assertSlope(
        both.weights().gradients(), both.weights().parameters(), () -> sum(both, a, b));
  }

  private static double sum(Player player, INDArray a, INDArray b) {
    List<INDArray> outputs = player.forward(a, b).outputs();
    return outputs.get(0).mul(Networks.normal(3, BATCH, 4)).sumNumber().doubleValue()
        + outputs.get(1).mul(Networks.normal(4, BATCH, 2)).sumNumber().doubleValue();
  }

  @Test
  void layersThatALossDoesNotDependOnGetNoGradientsOfEarlierLosses() {
    Player both = twoOfEach();
    INDArray a = Networks.normal(1, BATCH, 1, 2, 3);
    INDArray b = Networks.normal(2, BATCH, 3);
    Pass pass = both.forward(a, b);
    pass.accumulate(null, Networks.normal(4, BATCH, 2));
    INDArray alone = both.weights().gradients();
    pass.accumulate(Nd4j.zeros(alone.dataType(), BATCH, 4), null);

    assertThat(both.weights().gradients()).isEqualTo(alone);
  }

  @Test
  void layersThatALossDoesNotDependOnAreNotUpdatedByEarlierLosses() {
    Player both = twoOfEach();
    INDArray a = Networks.normal(1, BATCH, 1, 2, 3);
    INDArray b = Networks.normal(2, BATCH, 3);
    both.forward(a, b).accumulate(Networks.normal(3, BATCH, 4), Networks.normal(4, BATCH, 2));
    both.update();
    INDArray before = both.network().getParam("other_W").dup();
    both.forward(a, b).accumulate(Networks.normal(3, BATCH, 4), null);
    both.update();

    assertSameBits(both.network().getParam("other_W"), before);
  }

  /** The last pass is the one that costs nothing. */
  @Test
  void lastPassIsNotMadeAgainAndAnotherIs() {
    Discriminator plain = Discriminator.of(Networks.discriminator(new Adam(1e-2)), Networks.SHAPE);
    Profile profile = plain.profile().orElseThrow();
    Pass first = plain.forward(images);
    plain.forward(images).accumulate(atScores);
    assertThat(forwards(profile)).isEqualTo(2);
    first.inputGradients(atScores);
    assertThat(forwards(profile)).isEqualTo(3);
  }

  private static long forwards(Profile profile) {
    return profile.rows().stream()
        .filter(row -> row.pass() == Profile.Kind.FORWARD)
        .mapToLong(Profile.Row::calls)
        .max()
        .orElseThrow();
  }
}
