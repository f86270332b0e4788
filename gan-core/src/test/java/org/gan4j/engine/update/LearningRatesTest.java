package org.gan4j.engine.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.gan4j.Networks;
import org.gan4j.engine.NetworkEngine;
import org.gan4j.engine.file.NetworkFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.InverseSchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** One neuron without a bias to speak of: its output is w x, so the gradient at w is x. */
class LearningRatesTest {
  private static final double X = 3;

  private static MultiLayerNetwork neuron(IUpdater updater) {
    return Networks.network(
        updater,
        InputType.feedForward(1),
        List.of(
            new DenseLayer.Builder()
                .nOut(1)
                .hasBias(false)
                .activation(Activation.IDENTITY)
                .build()));
  }

  /** Makes a step and returns how far down the weight went. */
  private static double step(NetworkEngine engine) {
    double before = engine.parameters().getDouble(0);
    engine.forward(Nd4j.create(new double[][] {{X}})).accumulate(Nd4j.create(new double[][] {{1}}));
    engine.update();
    return before - engine.parameters().getDouble(0);
  }

  @Test
  void stepOfPlainDescentIsHalved() {
    NetworkEngine engine = NetworkEngine.of(neuron(new Sgd(0.1)));
    assertThat(step(engine)).isCloseTo(0.1 * X, within(1e-12));
    engine.scaleLearningRate(0.5);
    assertThat(step(engine)).isCloseTo(0.05 * X, within(1e-12));
    assertThat(engine.learningRate().orElseThrow()).isCloseTo(0.05, within(1e-15));
  }

  /**
   * With the same gradient each time the corrected moments are x and x², and each step the rate.
   */
  @Test
  void stepOfAdamIsHalvedAndItsMomentsStay() {
    NetworkEngine engine = NetworkEngine.of(neuron(new Adam(0.01, 0.9, 0.999, 1e-12)));
    for (int i = 0; i < 5; i++) {
      assertThat(step(engine)).isCloseTo(0.01, within(1e-9));
    }
    INDArray state = ((MultiLayerNetwork) engine.network()).updaterState().dup();
    engine.scaleLearningRate(0.5);
    assertThat(((MultiLayerNetwork) engine.network()).updaterState()).isEqualTo(state);
    for (int i = 0; i < 5; i++) {
      assertThat(step(engine)).isCloseTo(0.005, within(1e-9));
    }
  }

  /** Keras' decay: rate / (1 + decay * steps). */
  @Test
  void scheduleGoesOnFromALowerValue() {
    InverseSchedule decay = new InverseSchedule(ScheduleType.ITERATION, 0.1, 0.5, 1);
    NetworkEngine engine = NetworkEngine.of(neuron(new Sgd(decay)));
    assertThat(step(engine)).isCloseTo(0.1 * X, within(1e-12));
    engine.scaleLearningRate(0.2);
    assertThat(step(engine)).isCloseTo(0.02 / 1.5 * X, within(1e-12));
    assertThat(engine.learningRate().orElseThrow()).isCloseTo(0.02, within(1e-15));
    assertThat(decay.getInitialValue()).as("the user's own").isEqualTo(0.1);
  }

  @Test
  void scheduleWithoutAnInitialValueIsNamedAndNothingChanges() {
    MapSchedule schedule = new MapSchedule(ScheduleType.ITERATION, Map.of(0, 0.1));
    MultiLayerNetwork network = twoRates(new Sgd(0.4), new Sgd(schedule));
    NetworkEngine engine = NetworkEngine.of(network);
    assertThatThrownBy(() -> engine.scaleLearningRate(0.5))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("MapSchedule")
        .hasMessageContaining("constant rate");
    assertThat(network.getLearningRate(0)).isEqualTo(0.4);
  }

  private static MultiLayerNetwork twoRates(IUpdater first, IUpdater second) {
    return Networks.network(
        new NoOp(),
        InputType.feedForward(1),
        List.of(
            new DenseLayer.Builder().nOut(2).updater(first).biasUpdater(new Sgd(7)).build(),
            Networks.batchNorm(),
            new DenseLayer.Builder().nOut(1).updater(second).build()));
  }

  @Test
  void eachLayerAndBiasKeepsItsShare() {
    MultiLayerNetwork network = twoRates(new Sgd(0.4), new Adam(0.01));
    NetworkEngine engine = NetworkEngine.of(network);
    engine.scaleLearningRate(0.5);
    assertThat(network.getLearningRate(0)).isCloseTo(0.2, within(1e-15));
    assertThat(network.getLearningRate(2)).isCloseTo(0.005, within(1e-15));
    assertThat(engine.learningRate().orElseThrow()).as("the bias").isEqualTo(3.5);
  }

  @Test
  void updaterGivenToTwoNetworksIsScaledInOneAlone() {
    Adam shared = new Adam(0.01);
    NetworkEngine one = NetworkEngine.of(neuron(shared));
    NetworkEngine other = NetworkEngine.of(neuron(shared));
    one.scaleLearningRate(0.5);
    assertThat(shared.getLearningRate()).isEqualTo(0.01);
    assertThat(step(other)).isCloseTo(0.01, within(1e-7));
    assertThat(step(one)).isCloseTo(0.005, within(1e-7));
  }

  @Test
  void updatersWithoutARateAreLeftAsTheyAre() {
    for (IUpdater updater : List.of(new NoOp(), new AdaDelta())) {
      NetworkEngine engine = NetworkEngine.of(neuron(updater));
      engine.scaleLearningRate(0.5);
      assertThat(engine.learningRate()).isEmpty();
    }
  }

  @Test
  void graphIsScaledToo() {
    var builder = new NeuralNetConfiguration.Builder().dataType(DataType.DOUBLE);
    var vertices = builder.updater(new Sgd(0.1)).graphBuilder().addInputs("in");
    var dense = new DenseLayer.Builder().nIn(1).nOut(1).activation(Activation.IDENTITY).build();
    Model graph = new ComputationGraph(vertices.addLayer("d", dense, "in").setOutputs("d").build());
    NetworkEngine engine = NetworkEngine.of(graph);
    assertThat(step(engine)).isCloseTo(0.1 * X, within(1e-12));
    engine.scaleLearningRate(0.5);
    assertThat(step(engine)).isCloseTo(0.05 * X, within(1e-12));
  }

  @Test
  void lowerRateIsSavedWithTheNetwork(@TempDir Path folder) {
    NetworkEngine engine = NetworkEngine.of(neuron(new Sgd(0.1)));
    engine.scaleLearningRate(0.5);
    NetworkFile.write(engine.network(), folder.resolve("network.zip"));
    NetworkEngine read = NetworkEngine.of(NetworkFile.read(folder.resolve("network.zip")));
    assertThat(step(read)).isCloseTo(0.05 * X, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void factorThatIsNoPositiveNumberIsRefused(double factor) {
    NetworkEngine engine = NetworkEngine.of(neuron(new Sgd(0.1)));
    assertThatThrownBy(() -> engine.scaleLearningRate(factor))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("positive")
        .hasMessageContaining(String.valueOf(factor));
    assertThat(engine.learningRate()).hasValue(0.1);
  }

  static List<IUpdater> optimisersOfAPlainStep() {
    return List.of(
        new Sgd(0.1),
        new Nesterovs(0.1, 0),
        Sgd.builder().learningRate(0.1).build(),
        new Adam(0.1 * X, 0.9, 0.999, 1e-12), // whose steps are its rate
        new AMSGrad(0.1 * X, 0.9, 0.999, 1e-12));
  }

  @ParameterizedTest
  @MethodSource("optimisersOfAPlainStep")
  void shareOfARateIsUsedAndTheRateStays(IUpdater optimiser) {
    NetworkEngine engine = NetworkEngine.of(neuron(optimiser));
    double rate = engine.learningRate().orElseThrow();
    for (double share : new double[] {1, 0.5, 0.75, 1, 0.01}) {
      engine.useLearningRate(share);
      assertThat(step(engine)).isCloseTo(0.1 * share * X, within(1e-9));
      assertThat(engine.learningRate()).hasValue(rate);
    }
  }

  @Test
  void wholeRateIsInTheSettingsAsItWasBefore() {
    NetworkEngine engine = NetworkEngine.of(neuron(new Adam(0.1)));
    MultiLayerNetwork network = (MultiLayerNetwork) engine.network();
    String before = network.getLayerWiseConfigurations().toJson();
    engine.useLearningRate(0.25);
    assertThat(network.getLayerWiseConfigurations().toJson()).isNotEqualTo(before);
    engine.useLearningRate(1);
    assertThat(network.getLayerWiseConfigurations().toJson()).isEqualTo(before);
  }

  @Test
  void rateThatIsScaledHasItsShareScaledToo() {
    NetworkEngine engine = NetworkEngine.of(neuron(new Sgd(0.1)));
    engine.useLearningRate(0.25);
    engine.scaleLearningRate(0.5);
    assertThat(step(engine)).isCloseTo(0.1 / 8 * X, within(1e-12));
    assertThat(engine.learningRate().orElseThrow()).isCloseTo(0.05, within(1e-15));
    engine.useLearningRate(1);
    assertThat(step(engine)).isCloseTo(0.05 * X, within(1e-12));
  }

  @Test
  void shareOfNothingMovesNothing() {
    NetworkEngine engine = NetworkEngine.of(neuron(new Sgd(0.1)));
    engine.useLearningRate(0);
    assertThat(step(engine)).isZero();
    assertThat(engine.learningRate()).hasValue(0.1);
  }

  /**
   * Whoever opens the file by Deeplearning4j alone has the share, and this library has the rate.
   */
  @Test
  void shareAndRateAreInTheNetworksFile(@TempDir Path folder) throws Exception {
    NetworkEngine engine = NetworkEngine.of(neuron(new Adam(0.1)));
    engine.useLearningRate(0.25);
    Path file = folder.resolve("network.zip");
    NetworkFile.write(engine.network(), file);

    assertThat(ModelSerializer.restoreMultiLayerNetwork(file.toFile()).getLearningRate(0))
        .isEqualTo(0.025);
    NetworkEngine read = NetworkEngine.of(NetworkFile.read(file));
    assertThat(read.learningRate()).hasValue(0.1);
    read.useLearningRate(1);
    assertThat(((MultiLayerNetwork) read.network()).getLearningRate(0)).isEqualTo(0.1);
  }

  static List<IUpdater> optimisersWithASchedule() {
    return List.of(
        new Sgd(new InverseSchedule(ScheduleType.ITERATION, 0.1, 0.5, 1)),
        new Sgd(new MapSchedule(ScheduleType.ITERATION, Map.of(0, 0.1))),
        new Adam(new FixedSchedule(0.1)));
  }

  @ParameterizedTest
  @MethodSource("optimisersWithASchedule")
  void rateThatFollowsAScheduleHasNoShares(IUpdater optimiser) {
    MultiLayerNetwork network = twoRates(new Sgd(0.4), optimiser);
    NetworkEngine engine = NetworkEngine.of(network);
    String schedule = optimiser.toString().replaceAll(".*Schedule=(\\w+).*", "$1");

    assertThatThrownBy(() -> engine.useLearningRate(0.5))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(schedule)
        .hasMessageContaining("constant rate");
    assertThat(network.getLearningRate(0)).as("nothing is changed").isEqualTo(0.4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void shareThatIsNoneIsRefused(double share) {
    NetworkEngine engine = NetworkEngine.of(neuron(new Sgd(0.1)));
    assertThatThrownBy(() -> engine.useLearningRate(share))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the share of a learning rate is from 0 to 1, not " + share);
  }
}
