package org.gan4j.engine.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NetworkAverageTest {
  /** So many parameters that several threads share the work, and the last part is not whole. */
  private static final int INPUTS = 300;

  private static final int OUTPUTS = 211;

  static Stream<Model> networks() {
    return Stream.of(
        chain(DataType.FLOAT),
        chain(DataType.DOUBLE),
        graph(DataType.FLOAT),
        graph(DataType.DOUBLE));
  }

  private static Model chain(DataType type) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            builder(type)
                .list()
                .layer(dense())
                .setInputType(InputType.feedForward(INPUTS))
                .build());
    network.init();
    return network;
  }

  private static Model graph(DataType type) {
    ComputationGraph network =
        new ComputationGraph(
            builder(type)
                .graphBuilder()
                .addInputs("in")
                .addLayer("out", dense(), "in")
                .setOutputs("out")
                .setInputTypes(InputType.feedForward(INPUTS))
                .build());
    network.init();
    return network;
  }

  private static NeuralNetConfiguration.Builder builder(DataType type) {
    return new NeuralNetConfiguration.Builder().seed(1).dataType(type);
  }

  private static DenseLayer dense() {
    return new DenseLayer.Builder().nOut(OUTPUTS).build();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void eachParameterGoesItsPartOfTheWay(Model network) {
    double[] from = network.params().toDoubleVector();
    INDArray other = Nd4j.linspace(-3, 3, from.length).reshape(1, from.length);
    INDArray target = other.castTo(network.params().dataType());

    NetworkAverage average = NetworkAverage.of(network);
    average.approach(target, 0.25);

    assertIsQuarterWay(average, from, target.toDoubleVector());
    assertThat(target).isEqualTo(other.castTo(target.dataType()));
    assertThat(network.params().toDoubleVector()).isEqualTo(from);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void parametersThatLieApartAreFollowedTooAndThenOthers(Model network) {
    double[] from = network.params().toDoubleVector();
    INDArray wide = Nd4j.linspace(-3, 3, 2L * from.length).reshape(from.length, 2);
    INDArray apart = wide.castTo(network.params().dataType()).getColumn(1, true).transpose();
    assertThat(apart.elementWiseStride()).isNotEqualTo(1);

    NetworkAverage average = NetworkAverage.of(network);
    average.approach(apart, 0.25);
    assertIsQuarterWay(average, from, apart.toDoubleVector());

    double[] now = average.network().params().toDoubleVector();
    average.approach(network.params(), 0.25);
    assertIsQuarterWay(average, now, from);
  }

  private static void assertIsQuarterWay(NetworkAverage average, double[] from, double[] to) {
    double[] actual = average.network().params().toDoubleVector();
    assertThat(actual).hasSize(INPUTS * OUTPUTS + OUTPUTS);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).isCloseTo(0.75 * from[i] + 0.25 * to[i], within(1e-6));
    }
  }
}
