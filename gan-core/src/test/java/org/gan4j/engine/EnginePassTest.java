package org.gan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.gan4j.Precision.assertNear;
import static org.gan4j.Precision.assertSameBits;
import static org.gan4j.engine.KernelNetworks.IN;
import static org.gan4j.engine.KernelNetworks.activation;
import static org.gan4j.engine.KernelNetworks.batchNorm;
import static org.gan4j.engine.KernelNetworks.chain;
import static org.gan4j.engine.KernelNetworks.dense;
import static org.gan4j.engine.KernelNetworks.normal;
import static org.gan4j.engine.KernelNetworks.tanh;
import static org.gan4j.engine.KernelNetworks.tanhFunction;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.gan4j.Gradients;
import org.gan4j.Networks;
import org.gan4j.engine.plan.Wanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Passes of several inputs and outputs, and of a network that has made others since. */
class EnginePassTest {
  private static final int BATCH = 4;
  private static final Wanted ALL = new Wanted(true, true);

  private final INDArray a = normal(DataType.DOUBLE, 1, BATCH, 3);
  private final INDArray b = normal(DataType.DOUBLE, 2, BATCH, 5);
  private final INDArray atFirst = normal(DataType.DOUBLE, 3, BATCH, 2);
  private final INDArray atSecond = normal(DataType.DOUBLE, 4, BATCH, 3);

  /**
   * The first output is read on, in place if Deeplearning4j's layer may, on the way to the other.
   */
  private static ComputationGraph twoByTwo(DataType type, GradientNormalization clipping) {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(type)
                .updater(new Sgd(0.1))
                .gradientNormalization(clipping)
                .gradientNormalizationThreshold(0.05)
                .graphBuilder()
                .addInputs("a", "b")
                .addLayer("left", tanh(), "a")
                .addLayer("right", tanh(), "b")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "left", "right")
                .addLayer("first", dense(2, new ActivationIdentity()), "sum")
                .addLayer("tanh", activation(Activation.TANH), "first")
                .addVertex("both", new MergeVertex(), "tanh", "b")
                .addLayer("second", dense(3, tanhFunction()), "both")
                .setInputTypes(InputType.feedForward(3), InputType.feedForward(5))
                .setOutputs("first", "second")
                .build());
    graph.init();
    return graph;
  }

  private static ComputationGraph twoByTwo() {
    return twoByTwo(DataType.DOUBLE, GradientNormalization.None);
  }

  static Stream<NetworkEngine> engines() {
    return Stream.of(
        KernelSetting.ND4J_DOUBLE.engine(twoByTwo()), KernelSetting.byDl4j(twoByTwo()));
  }

  /**
   * As those of the graph in training, in which nothing differs: in inference Deeplearning4j writes
   * the activation over the output that it reads.
   */
  @ParameterizedTest
  @MethodSource("engines")
  void allOutputsAreThoseOfTheGraph(NetworkEngine engine) {
    INDArray[] expected = twoByTwo().output(true, a, b);
    List<INDArray> inferred = engine.inferAll(a, b);
    List<INDArray> trained = engine.forward(a, b).outputs();

    assertThat(engine.inputs()).isEqualTo(2);
    assertThat(engine.outputs()).isEqualTo(2);
    assertThat(inferred).hasSize(2);
    assertThat(trained).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertNear(inferred.get(i), expected[i]);
      assertNear(trained.get(i), expected[i]);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void gradientsOfBothOutputsAreThoseOfDifferences(NetworkEngine engine) {
    assertGradients(engine, atFirst, atSecond);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void gradientsOfTheFirstOutputAloneAreThoseOfDifferences(NetworkEngine engine) {
    assertGradients(engine, atFirst, null);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void gradientsOfTheSecondOutputAloneAreThoseOfDifferences(NetworkEngine engine) {
    assertGradients(engine, null, atSecond);
  }

  /** Layers that the loss does not depend on have no gradient, whatever they had before. */
  @ParameterizedTest
  @MethodSource("engines")
  void gradientsOfOneOutputAfterAnUpdateByBothAreThoseOfDifferences(NetworkEngine engine) {
    engine.forward(a, b).back(ALL, atFirst, atSecond);
    engine.update();
    assertGradients(engine, atFirst, null);
  }

  /** A frozen pass may write where gradients of parameters lie. */
  @ParameterizedTest
  @MethodSource("engines")
  void gradientsOfOneOutputAfterAFrozenPassAreThoseOfDifferences(NetworkEngine engine) {
    engine.forward(a, b).back(new Wanted(false, true), atFirst, atSecond);
    assertGradients(engine, atFirst, null);
  }

  private void assertGradients(NetworkEngine engine, INDArray first, INDArray second) {
    DoubleSupplier loss = () -> sum(engine.forward(a, b), first, second);

    EnginePass pass = engine.forward(a, b);
    List<INDArray> atInputs = pass.back(ALL, first, second);
    INDArray atParameters = engine.gradients();

    Gradients.assertSlope(atParameters, engine.parameters(), loss);
    assertThat(atInputs).hasSize(2);
    Gradients.assertSlope(atInputs.get(0), a, loss);
    Gradients.assertSlope(atInputs.get(1), b, loss);
  }

  private static double sum(EnginePass pass, INDArray... gradients) {
    return IntStream.range(0, gradients.length)
        .filter(i -> gradients[i] != null)
        .mapToDouble(i -> pass.outputs().get(i).mul(gradients[i]).sumNumber().doubleValue())
        .sum();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void gradientsOfEachOutputAddUpToThoseOfBoth(NetworkEngine engine) {
    EnginePass pass = engine.forward(a, b);
    List<INDArray> both = pass.back(ALL, atFirst, atSecond);
    INDArray atParameters = engine.gradients();
    List<INDArray> first = pass.back(ALL, atFirst, null);
    List<INDArray> second = pass.back(ALL, null, atSecond);
    INDArray twice = engine.gradients();

    assertNear(first.get(0).add(second.get(0)), both.get(0));
    assertNear(first.get(1).add(second.get(1)), both.get(1));
    assertNear(twice, atParameters.mul(2));
  }

  @ParameterizedTest
  @EnumSource
  void passesOfTwoByTwoAreAsNearAsDl4js(KernelSetting setting) {
    Trio trio = Trio.besideDl4j(setting, type -> twoByTwo(type, GradientNormalization.None));
    for (int batch : new int[] {4, 3, 4}) {
      trio.align();
      INDArray one = normal(setting.type(), batch, batch, 3);
      INDArray other = normal(setting.type(), batch + 1, batch, 5);
      INDArray first = normal(setting.type(), batch + 2, batch, 2);
      INDArray second = normal(setting.type(), batch + 3, batch, 3);
      Trio.Passes passes = trio.forward(one, other);
      for (int i : new int[] {0, 1}) {
        trio.assertAsNear(engine -> engine.inferAll(one, other).get(i));
        passes.assertAsNear(pass -> pass.outputs().get(i));
        passes.assertAsNear(pass -> pass.back(ALL, first, second).get(i));
        passes.assertAsNear(pass -> pass.back(ALL, first, null).get(i));
        passes.assertAsNear(pass -> pass.back(new Wanted(false, true), null, second).get(i));
      }
      trio.assertAsNear(NetworkEngine::gradients);
      trio.each(NetworkEngine::update);
      trio.assertAsNear(NetworkEngine::parameters);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void whatIsHandedInStaysAsItIs(NetworkEngine engine) {
    List<INDArray> given = List.of(a, b, atFirst, atSecond);
    List<INDArray> copies = given.stream().map(INDArray::dup).toList();
    engine.forward(a, b).back(ALL, atFirst, atSecond);
    engine.inferAll(a, b);
    for (int i = 0; i < given.size(); i++) {
      assertSameBits(given.get(i), copies.get(i));
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void frozenPassOfBothOutputsLeavesWaitingGradientsAsTheyAre(NetworkEngine engine) {
    EnginePass pass = engine.forward(a, b);
    List<INDArray> atInputs = pass.back(ALL, atFirst, atSecond);
    INDArray waiting = engine.gradients();
    INDArray parameters = engine.parameters().dup();
    List<INDArray> frozen = pass.back(new Wanted(false, true), atFirst, atSecond);
    assertSameBits(frozen.get(0), atInputs.get(0));
    assertSameBits(frozen.get(1), atInputs.get(1));
    assertSameBits(engine.gradients(), waiting);
    assertSameBits(engine.parameters(), parameters);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void gradientsOfParametersAloneAreThoseWithTheOthersAndComeWithoutThem(NetworkEngine engine) {
    NetworkEngine other = KernelSetting.byDl4j(twoByTwo());
    other.forward(a, b).back(ALL, atFirst, atSecond);
    assertThat(engine.forward(a, b).back(new Wanted(true, false), atFirst, atSecond)).isEmpty();
    assertNear(engine.gradients(), other.gradients());
  }

  @Test
  void otherNumbersOfArraysThanTheNetworkHasAreRefusedWithBoth() {
    NetworkEngine engine = NetworkEngine.of(twoByTwo());
    EnginePass pass = engine.forward(a, b);
    assertThatThrownBy(() -> engine.forward(a))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 inputs")
        .hasMessageContaining("given 1");
    assertThatThrownBy(() -> pass.back(ALL, atFirst))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 outputs")
        .hasMessageContaining("given 1");
    assertThatThrownBy(() -> pass.backward(atFirst)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> pass.back(ALL, atSecond, atFirst))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[4, 3]")
        .hasMessageContaining("[4, 2]");
    assertThatThrownBy(pass::output)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("2 outputs");
    assertThatThrownBy(() -> engine.infer(a, b))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("2 outputs");
  }

  /** Clipped to 0.05 a layer, with a rate of 0.1. */
  @Test
  void gradientsOfLayersThatTheLastWayBackDidNotSeeAreClippedToo() {
    ComputationGraph graph = twoByTwo(DataType.DOUBLE, GradientNormalization.ClipL2PerLayer);
    NetworkEngine engine = NetworkEngine.of(graph);
    INDArray before = graph.getLayer("second").params().dup();
    EnginePass pass = engine.forward(a, b);
    pass.back(ALL, atFirst, atSecond);
    pass.back(ALL, atFirst, null);
    engine.update();

    assertThat(graph.getLayer("second").params().distance2(before)).isCloseTo(5e-3, within(1e-9));
  }

  /** A network with BatchNorm in both of two branches, of which a loss may look at one alone. */
  private static ComputationGraph twoNorms() {
    ComputationGraph graph =
        new ComputationGraph(
            Networks.graph()
                .addInputs("in")
                .addLayer("one", batchNorm(false), "in")
                .addLayer("other", batchNorm(false), "in")
                .setInputTypes(InputType.feedForward(3))
                .setOutputs("one", "other")
                .build());
    graph.init();
    return graph;
  }

  /** A way back goes through all of the network, with zeros where nothing is to be learnt. */
  @Test
  void runningStatisticsBehindAnOutputWithoutAGradientMoveToo() {
    ComputationGraph graph = twoNorms();
    NetworkEngine engine = NetworkEngine.of(graph);
    INDArray gradient = normal(DataType.DOUBLE, 5, BATCH, 3);
    engine.forward(a).back(ALL, gradient, gradient);
    engine.update();
    INDArray before = graph.getLayer("one").getParam("mean").dup();
    engine.forward(a).back(ALL, gradient, null);
    engine.update();

    INDArray moved = before.mul(0.8).add(a.mean(0).reshape(before.shape()).mul(0.2)); // decay 0.8
    assertNear(graph.getLayer("one").getParam("mean"), moved);
    assertNear(graph.getLayer("other").getParam("mean"), moved);
  }

  @Test
  void runningStatisticsMoveOnceByTheMeanThoughWaysBackLeaveAnOutputOut() {
    ComputationGraph graph = twoNorms();
    NetworkEngine engine = NetworkEngine.of(graph);
    INDArray gradient = normal(DataType.DOUBLE, 5, BATCH, 3);
    INDArray before = graph.getLayer("other").getParam("mean").dup();
    EnginePass pass = engine.forward(a);
    pass.back(ALL, gradient, null);
    pass.back(ALL, gradient, gradient);
    pass.back(ALL, gradient, null);
    engine.update();

    INDArray moved = before.mul(0.8).add(a.mean(0).reshape(before.shape()).mul(0.2));
    assertNear(graph.getLayer("one").getParam("mean"), moved);
    assertNear(graph.getLayer("other").getParam("mean"), moved);
  }

  @Test
  void inputThatNoOutputDependsOnHasAGradientOfZeros() {
    ComputationGraph graph =
        new ComputationGraph(
            Networks.graph()
                .addInputs("a", "b")
                .allowDisconnected(true)
                .addLayer("out", dense(2, tanhFunction()), "a")
                .setInputTypes(InputType.feedForward(3), InputType.feedForward(5))
                .setOutputs("out")
                .build());
    NetworkEngine engine = NetworkEngine.of(graph);
    EnginePass pass = engine.forward(a, b);
    assertNear(pass.output(), graph.output(a, b)[0]);
    List<INDArray> atInputs = pass.back(ALL, atFirst);
    Gradients.assertSlope(atInputs.get(0), a, () -> sum(engine.forward(a, b), atFirst));
    assertSameBits(atInputs.get(1), Nd4j.zeros(DataType.DOUBLE, BATCH, 5));
  }

  private static NetworkEngine noisy(KernelSetting setting) {
    Layer dropout = new DropoutLayer.Builder(0.6).build();
    NetworkEngine engine =
        setting.engine(chain(setting.type(), tanh(), dropout, batchNorm(true), dropout, tanh()));
    engine.seed(5);
    return engine;
  }

  private static INDArray input(KernelSetting setting, int pass) {
    return normal(setting.type(), 10 + pass, 8, IN);
  }

  private static INDArray gradient(KernelSetting setting, int pass) {
    return normal(setting.type(), 20 + pass, 8, 6);
  }

  /** Dropout, BatchNorm and their kernels have seen other passes in between. */
  @ParameterizedTest
  @EnumSource
  void wayBackThroughAnOlderPassGivesTheBitsOfAWayBackAtOnce(KernelSetting setting) {
    NetworkEngine atOnce = noisy(setting);
    EnginePass first = atOnce.forward(input(setting, 0));
    INDArray atFirstInput = first.backward(gradient(setting, 0));
    INDArray frozen = first.inputGradient(gradient(setting, 2));
    INDArray ofFirst = atOnce.gradients();
    EnginePass second = atOnce.forward(input(setting, 1));
    INDArray atSecondInput = second.backward(gradient(setting, 1));
    INDArray ofBoth = atOnce.gradients();
    atOnce.update();

    NetworkEngine later = noisy(setting);
    EnginePass older = later.forward(input(setting, 0));
    EnginePass newer = later.forward(input(setting, 1));
    assertSameBits(newer.output(), second.output());
    assertSameBits(newer.inputGradient(gradient(setting, 1)), atSecondInput);
    later.infer(input(setting, 2));
    assertSameBits(older.backward(gradient(setting, 0)), atFirstInput);
    assertSameBits(later.gradients(), ofFirst);
    assertSameBits(older.inputGradient(gradient(setting, 2)), frozen);
    assertSameBits(newer.backward(gradient(setting, 1)), atSecondInput);
    assertSameBits(older.inputGradient(gradient(setting, 2)), frozen);
    assertSameBits(later.gradients(), ofBoth);
    later.update();
    assertSameBits(later.parameters(), atOnce.parameters()); // running statistics among them
    assertThat(later.noiseDrawn()).as("passes made again draw nothing new").isEqualTo(2);
  }

  /** The next pass draws what it would have drawn if no way back had made a pass again. */
  @ParameterizedTest
  @EnumSource
  void passAfterAWayBackThroughAnOlderOneDrawsTheSame(KernelSetting setting) {
    NetworkEngine plain = noisy(setting);
    plain.forward(input(setting, 0));
    plain.forward(input(setting, 1));
    INDArray expected = plain.forward(input(setting, 2)).output();

    NetworkEngine engine = noisy(setting);
    EnginePass older = engine.forward(input(setting, 0));
    engine.forward(input(setting, 1));
    older.inputGradient(gradient(setting, 0));
    older.at(input(setting, 3)).inputGradient(gradient(setting, 0));
    assertSameBits(engine.forward(input(setting, 2)).output(), expected);
  }

  @ParameterizedTest
  @EnumSource
  void inferenceBetweenAPassAndTheWayBackChangesNoBit(KernelSetting setting) {
    NetworkEngine plain = noisy(setting);
    EnginePass alone = plain.forward(input(setting, 0));
    INDArray atInput = alone.backward(gradient(setting, 0));

    NetworkEngine engine = noisy(setting);
    EnginePass pass = engine.forward(input(setting, 0));
    engine.infer(input(setting, 1));
    assertSameBits(pass.backward(gradient(setting, 0)), atInput);
    assertSameBits(engine.gradients(), plain.gradients());
    plain.update();
    engine.update();
    assertSameBits(engine.parameters(), plain.parameters());
  }

  @ParameterizedTest
  @EnumSource
  void passAtOtherInputsDrawsTheSameMask(KernelSetting setting) {
    NetworkEngine engine =
        setting.engine(
            chain(
                setting.type(),
                dense(30, new ActivationIdentity()),
                new DropoutLayer.Builder(0.6).build()));
    EnginePass pass = engine.forward(input(setting, 0));
    EnginePass next = engine.forward(input(setting, 0));
    EnginePass other = pass.at(input(setting, 1));

    assertThat(dropped(pass)).contains(true, false);
    assertThat(dropped(next)).isNotEqualTo(dropped(pass));
    assertThat(dropped(other)).isEqualTo(dropped(pass));
    assertThat(other.output()).isNotEqualTo(pass.output());
    assertThat(dropped(other.at(input(setting, 2)))).isEqualTo(dropped(pass));
    assertSameBits(pass.at(input(setting, 0)).output(), pass.output());
    assertThat(engine.noiseDrawn()).isEqualTo(2);
  }

  private static List<Boolean> dropped(EnginePass pass) {
    INDArray output = pass.output();
    return Arrays.stream(output.reshape(output.length()).toDoubleVector())
        .mapToObj(value -> value == 0)
        .toList();
  }

  /** The differences are those of passes with its mask, after which its own way back is gone. */
  @Test
  void gradientsThroughDropoutAreThoseOfPassesAtInputsNearby() {
    INDArray input = input(KernelSetting.ND4J_DOUBLE, 0);
    INDArray gradient = gradient(KernelSetting.ND4J_DOUBLE, 0);
    EnginePass pass = noisy(KernelSetting.ND4J_DOUBLE).forward(input);
    INDArray numerical = Gradients.numerical(input, () -> sum(pass.at(input), gradient));
    Gradients.assertAgree(pass.inputGradient(gradient), numerical);
    INDArray elsewhere = input(KernelSetting.ND4J_DOUBLE, 1);
    Gradients.assertSlope(
        pass.at(elsewhere).inputGradient(gradient),
        elsewhere,
        () -> sum(pass.at(elsewhere), gradient));
  }

  @Test
  void passesOfBeforeAnUpdateHaveNoWayBack() {
    KernelSetting setting = KernelSetting.ND4J_DOUBLE;
    NetworkEngine engine = noisy(setting);
    EnginePass older = engine.forward(input(setting, 0));
    EnginePass newer = engine.forward(input(setting, 1));
    newer.accumulate(gradient(setting, 1));
    engine.update();
    INDArray parameters = engine.parameters().dup();

    for (EnginePass pass : List.of(older, newer)) {
      assertRefused(() -> pass.backward(gradient(setting, 0)));
      assertRefused(() -> pass.accumulate(gradient(setting, 0)));
      assertRefused(() -> pass.inputGradient(gradient(setting, 0)));
    }
    assertThat(engine.gradients().amaxNumber().doubleValue()).as("nothing waits").isZero();
    assertThatThrownBy(engine::update).isInstanceOf(IllegalStateException.class);
    assertSameBits(engine.parameters(), parameters);
  }

  private static void assertRefused(Runnable wayBack) {
    assertThatThrownBy(wayBack::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("updated after this forward pass");
  }

  /** It is a pass of the parameters as they are now, with the mask of then. */
  @Test
  void passAtInputsAfterAnUpdateHasAWayBack() {
    KernelSetting setting = KernelSetting.ND4J_DOUBLE;
    NetworkEngine engine = noisy(setting);
    EnginePass pass = engine.forward(input(setting, 0));
    pass.accumulate(gradient(setting, 0));
    engine.update();
    INDArray input = input(setting, 0);
    INDArray gradient = gradient(setting, 0);
    INDArray atInput = pass.at(input).inputGradient(gradient);
    Gradients.assertSlope(atInput, input, () -> sum(pass.at(input), gradient));
  }
}
