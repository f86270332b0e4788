package org.gan4j.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Precision;
import org.gan4j.engine.file.NetworkFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.InverseSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

class NetworkCopyTest {
  private final Model source = chain(1, new Adam(0.1), layer -> {});

  private static MultiLayerNetwork chain(
      long seed, IUpdater updater, Consumer<DenseLayer.Builder> change) {
    DenseLayer.Builder last = dense(5, 2);
    change.accept(last);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            builder(seed, updater)
                .list()
                .layer(dense(3, 5).build())
                .layer(new BatchNormalization.Builder().nIn(5).nOut(5).build())
                .layer(last.build())
                .build());
    network.init();
    return network;
  }

  private static ComputationGraph graph(long seed, IUpdater updater) {
    return graph(seed, updater, updater);
  }

  private static ComputationGraph graph(long seed, IUpdater updater, IUpdater ofLast) {
    ComputationGraph network =
        new ComputationGraph(
            builder(seed, updater)
                .graphBuilder()
                .addInputs("in")
                .addLayer("hidden", dense(3, 4).build(), "in")
                .addLayer("out", dense(4, 2).updater(ofLast).build(), "hidden")
                .setOutputs("out")
                .build());
    network.init();
    return network;
  }

  private static NeuralNetConfiguration.Builder builder(long seed, IUpdater updater) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .dataType(DataType.FLOAT)
        .updater(updater);
  }

  private static DenseLayer.Builder dense(int in, int out) {
    return new DenseLayer.Builder().nIn(in).nOut(out).activation(Activation.TANH);
  }

  private static void train(NetworkEngine engine, int steps) {
    for (int i = 0; i < steps; i++) {
      pass(engine, i);
      engine.update();
    }
  }

  private static EnginePass pass(NetworkEngine engine, int seed) {
    INDArray input = Nd4j.linspace(DataType.FLOAT, -1 - seed, 0.2, 12).reshape(4, 3);
    EnginePass pass = engine.forward(input);
    pass.accumulate(Nd4j.ones(DataType.FLOAT, pass.output().shape()).divi(4));
    return pass;
  }

  private static byte[] file(Model network) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    NetworkFile.write(network, bytes, true);
    return bytes.toByteArray();
  }

  @Test
  void copyOfAChainIsTheSameFileAndTrainsOnAlike() throws IOException {
    assertCopied(source, chain(2, new Adam(0.1), layer -> {}), false);
  }

  @Test
  void copyOfAGraphIsTheSameFileAndTrainsOnAlike() throws IOException {
    assertCopied(graph(1, new RmsProp(0.1)), graph(2, new RmsProp(0.1)), false);
  }

  @Test
  void learningRateIsTakenOverIfAskedFor() throws IOException {
    assertCopied(source, chain(2, new Adam(0.7), layer -> {}), true);
  }

  @Test
  void scheduleIsTakenOverIfAskedFor() throws IOException {
    assertCopied(
        chain(1, scheduled(0.3), layer -> {}), chain(2, scheduled(0.9), layer -> {}), true);
    assertCopied(chain(1, scheduled(0.3), layer -> {}), chain(2, new Adam(0.5), layer -> {}), true);
    assertCopied(graph(1, new Adam(0.5)), graph(2, scheduled(0.9)), true);
  }

  private static IUpdater scheduled(double rate) {
    return Adam.builder()
        .learningRateSchedule(new InverseSchedule(ScheduleType.ITERATION, rate, 0.5, 1))
        .build();
  }

  /** The seeds differ, from which the weights were drawn, and so files after it. */
  private static void assertCopied(Model from, Model to, boolean rates) throws IOException {
    NetworkEngine first = NetworkEngine.of(from);
    NetworkEngine second = NetworkEngine.of(to);
    train(first, 3);
    train(second, 1);
    byte[] before = file(from);
    assertThat(second.difference(from)).isEmpty();

    second.copy(from, rates);

    assertThat(file(from)).isEqualTo(before);
    assertThat(withoutSeed(to)).isEqualTo(withoutSeed(from));
    train(first, 2);
    train(second, 2);
    assertThat(withoutSeed(to)).isEqualTo(withoutSeed(from));
    Precision.assertSameBits(second.parameters(), first.parameters());
  }

  /** Returns the entries of the file, each byte as a character. */
  private static Map<String, String> withoutSeed(Model network) throws IOException {
    Map<String, String> entries = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file(network)))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        String content = new String(zip.readAllBytes(), ISO_8859_1);
        entries.put(e.getName(), content.replaceAll("\"seed\" : \\d+", ""));
      }
    }
    return entries;
  }

  @Test
  void learningRateIsKeptOtherwise() {
    Model target = chain(2, new Sgd(0.5), layer -> {});
    NetworkEngine engine = NetworkEngine.of(target);
    Model from = chain(1, new Sgd(0.25), layer -> {});
    engine.copy(from, false);
    INDArray before = engine.parameters().dup();
    pass(engine, 1);
    INDArray gradients = engine.gradients();

    engine.update();

    // The last layer's weights and biases; BatchNorm's statistics do not move by a rate.
    for (long i = engine.parameters().length() - 12; i < engine.parameters().length(); i++) {
      double step = before.getDouble(i) - engine.parameters().getDouble(i);
      assertThat(step).isCloseTo(0.5 * gradients.getDouble(i), within(1e-6));
    }
  }

  @Test
  void whatWaitsIsForgotten() {
    NetworkEngine engine = NetworkEngine.of(chain(2, new Adam(0.1), layer -> {}));
    EnginePass pass = pass(engine, 1);
    engine.copy(source, true);
    assertThatThrownBy(engine::update).isInstanceOf(IllegalStateException.class);
    INDArray gradient = Nd4j.ones(DataType.FLOAT, 4, 2);
    assertThatThrownBy(() -> pass.accumulate(gradient)).isInstanceOf(IllegalStateException.class);
  }

  private static Stream<Arguments> others() {
    return Stream.of(
        other(chain(1, new Adam(0.1), layer -> layer.nOut(3)), "confs.2.layer.nout is 2 and not 3"),
        other(
            chain(1, new Adam(0.1), layer -> layer.activation(Activation.RELU)),
            "confs.2.layer.activationFn."),
        other(chain(1, new Adam(0.1), layer -> layer.dropOut(0.5)), "confs.2.layer.idropout"),
        other(chain(1, new Adam(0.1), layer -> layer.l2(0.5)), "confs.2.layer.regularization"),
        other(chain(1, new RmsProp(0.1), layer -> {}), "iupdater"),
        other(chain(1, new Adam(0.1, 0.5, 0.999, 1e-8), layer -> {}), "beta1 is 0.9 and not 0.5"),
        other(graph(1, new Adam(0.1)), "a MultiLayerNetwork is no ComputationGraph"),
        other(shorter(), "confs is 3 elements and not 1 elements"));
  }

  private static Arguments other(Model network, String word) {
    return Arguments.of(network, word);
  }

  private static Model shorter() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(builder(1, new Adam(0.1)).list().layer(dense(3, 2).build()).build());
    network.init();
    return network;
  }

  @ParameterizedTest
  @MethodSource("others")
  void networkThatIsBuiltOtherwiseIsToldApart(Model other, String words) {
    assertThat(NetworkEngine.of(source).difference(other))
        .hasValueSatisfying(
            difference -> assertThat(difference).contains(words).hasSizeLessThan(400));
  }

  /** An updater keeps its memory by blocks of layers of one rate: it cannot be read as another. */
  @Test
  void networkWhoseLayersShareTheirRatesOtherwiseIsToldApart() {
    Model one = graph(1, new Adam(0.1));
    Model two = graph(1, new Adam(0.1), new Adam(0.01));
    assertThat(NetworkEngine.of(one).difference(two))
        .hasValueSatisfying(difference -> assertThat(difference).contains("learning rate"));
    assertThat(NetworkEngine.of(two).difference(one)).isPresent();
    assertThat(NetworkEngine.of(two).difference(graph(1, new Adam(1), new Adam(2)))).isEmpty();
  }

  @Test
  void seedsAndRatesAndCountersAreNoDifference() {
    Model other = chain(9, new Adam(0.7), layer -> {});
    train(NetworkEngine.of(other), 2);
    assertThat(NetworkEngine.of(source).difference(other)).isEmpty();
  }
}
