package org.gan4j.engine.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.gan4j.engine.EnginePass;
import org.gan4j.engine.NetworkEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

class NetworkFileTest {
  @TempDir Path folder;

  @BeforeEach
  void forget() {
    Gadget.read = false;
  }

  static Stream<Model> networks() {
    return Stream.of(chain(DataType.FLOAT), graph(), chain(DataType.DOUBLE));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void networkComesBackToTheBit(Model network) {
    train(network, 5);

    NetworkFile.write(network, file());
    Model read = NetworkFile.read(file());

    assertThat(read).isInstanceOf(network.getClass()).isNotSameAs(network);
    assertThat(bits(read.params())).isEqualTo(bits(network.params()));
    assertThat(bits(updaterState(read))).isEqualTo(bits(updaterState(network)));
    assertThat(updaterState(read).norm2Number().doubleValue()).isPositive();
    assertThat(iterations(read)).isEqualTo(5);
    assertThat(read.params().dataType()).isEqualTo(network.params().dataType());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void networkGoesThroughAStreamWithoutTheUpdatersState(Model network) throws IOException {
    train(network, 5);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    NetworkFile.write(network, out, false);
    InputStream in = new ByteArrayInputStream(out.toByteArray());
    Model read = NetworkFile.read(in);

    assertThat(bits(read.params())).isEqualTo(bits(network.params()));
    assertThat(updaterState(read).norm2Number().doubleValue()).isZero();
    assertThat(iterations(read)).isEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void networkThatWasReadTrainsOnAsTheOneThatWasWritten(Model network) {
    train(network, 5);
    NetworkFile.write(network, file());
    Model read = NetworkFile.read(file());

    train(network, 3);
    train(read, 3);

    assertThat(bits(read.params())).isEqualTo(bits(network.params()));
    assertThat(bits(updaterState(read))).isEqualTo(bits(updaterState(network)));
  }

  @Test
  void networkOpensInDeeplearning4j() throws IOException {
    Model chain = chain(DataType.FLOAT);
    Model graph = graph();
    train(chain, 2);
    train(graph, 2);

    NetworkFile.write(chain, file());
    Model openedChain = ModelSerializer.restoreMultiLayerNetwork(file().toFile(), true);
    NetworkFile.write(graph, file());
    Model openedGraph = ModelSerializer.restoreComputationGraph(file().toFile(), true);

    assertThat(bits(openedChain.params())).isEqualTo(bits(chain.params()));
    assertThat(bits(updaterState(openedChain))).isEqualTo(bits(updaterState(chain)));
    assertThat(bits(openedGraph.params())).isEqualTo(bits(graph.params()));
    assertThat(bits(updaterState(openedGraph))).isEqualTo(bits(updaterState(graph)));
  }

  @Test
  void networkOfDeeplearning4jIsRead() throws IOException {
    Model chain = chain(DataType.FLOAT);
    ModelSerializer.writeModel(chain, file().toFile(), false);
    assertThat(bits(NetworkFile.read(file()).params())).isEqualTo(bits(chain.params()));
  }

  @Test
  void chainWithALayerNamedAsAPartOfGraphsIsStillAChain() {
    DenseLayer layer = dense(3, 2, Activation.TANH);
    layer.setLayerName("networkInputs");
    MultiLayerNetwork network =
        new MultiLayerNetwork(new NeuralNetConfiguration.Builder().list().layer(layer).build());
    network.init();

    NetworkFile.write(network, file());

    assertThat(NetworkFile.read(file())).isInstanceOf(MultiLayerNetwork.class);
  }

  @Test
  void existingFileIsReplacedAndNothingIsLeftBesideIt() throws IOException {
    Model first = chain(DataType.FLOAT);
    NetworkFile.write(first, file());
    train(first, 1);

    NetworkFile.write(first, file());

    assertThat(bits(NetworkFile.read(file()).params())).isEqualTo(bits(first.params()));
    assertThat(names()).containsExactly("network.zip");
  }

  /** Also shows that the gadget works: Deeplearning4j runs it. */
  @ParameterizedTest
  @ValueSource(strings = {"preprocessor.bin", "normalizer.bin"})
  void serializedJavaObjectsAreNotDeserialized(String name) throws IOException {
    Model chain = chain(DataType.FLOAT);
    NetworkFile.write(chain, file());
    Map<String, byte[]> entries = entries();
    entries.put(name, serialized(new Gadget()));
    write(entries);

    Model read = NetworkFile.read(file());

    assertThat(Gadget.read).isFalse();
    assertThat(bits(read.params())).isEqualTo(bits(chain.params()));
    if (name.equals(ModelSerializer.PREPROCESSOR_BIN)) {
      assertThatThrownBy(() -> ModelSerializer.restoreMultiLayerNetwork(file().toFile()))
          .isInstanceOf(ClassCastException.class);
      assertThat(Gadget.read).isTrue();
    }
  }

  @Test
  void serializedJavaObjectsInGraphsAreNotDeserialized() throws IOException {
    NetworkFile.write(graph(), file());
    Map<String, byte[]> entries = entries();
    entries.put("preprocessor.bin", serialized(new Gadget()));
    entries.put("normalizer.bin", serialized(new Gadget()));
    write(entries);

    NetworkFile.read(file());

    assertThat(Gadget.read).isFalse();
  }

  @Test
  void missingFileIsRefused() {
    refused("network.zip");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9, 0.999})
  void truncatedFileIsRefused(double share) throws IOException {
    NetworkFile.write(chain(DataType.FLOAT), file());
    byte[] bytes = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(bytes, (int) (bytes.length * share)));
    refused("zip");
  }

  @Test
  void emptyFileIsRefused() throws IOException {
    Files.write(file(), new byte[0]);
    refused("zip");
  }

  @Test
  void fileThatIsNoZipIsRefused() throws IOException {
    Files.writeString(file(), "This is no network at all. ".repeat(100));
    refused("zip");
  }

  @Test
  void zipWithoutConfigurationIsRefused() throws IOException {
    write(Map.of("readme.txt", new byte[] {1, 2, 3}));
    refused("no configuration.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}", "[]", "null", "{\"networkInputs\": 3}", "no JSON"})
  void configurationThatIsNoneIsRefused(String json) throws IOException {
    NetworkFile.write(chain(DataType.FLOAT), file());
    Map<String, byte[]> entries = entries();
    entries.put("configuration.json", json.getBytes(UTF_8));
    write(entries);
    refused("");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 7, 40, 200})
  void parametersThatAreMissingOrCutOffAreRefused(int length) throws IOException {
    NetworkFile.write(chain(DataType.FLOAT), file());
    Map<String, byte[]> entries = entries();
    byte[] parameters = entries.remove("coefficients.bin");
    if (length >= 0) {
      assertThat(parameters).hasSizeGreaterThan(length);
      entries.put("coefficients.bin", Arrays.copyOf(parameters, length));
    }
    write(entries);
    refused("");
  }

  @Test
  void parametersOfAnotherNetworkAreRefused() throws IOException {
    NetworkFile.write(graph(), file());
    byte[] other = entries().get("coefficients.bin");
    NetworkFile.write(chain(DataType.FLOAT), file());
    Map<String, byte[]> entries = entries();
    entries.put("coefficients.bin", other);
    write(entries);
    refused("");
  }

  @Test
  void writeThatCannotBeginFailsAndLeavesNothing() throws IOException {
    Path nowhere = folder.resolve("missing").resolve("network.zip");
    Model chain = chain(DataType.FLOAT);
    assertThatThrownBy(() -> NetworkFile.write(chain, nowhere))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("missing");
    assertThat(names()).isEmpty();
  }

  @Test
  void writeThatCannotBePutInPlaceFailsAndLeavesTheOldThing() throws IOException {
    Files.createDirectory(file());
    Files.writeString(file().resolve("inside"), "kept");
    Model chain = chain(DataType.FLOAT);

    assertThatThrownBy(() -> NetworkFile.write(chain, file()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("network.zip");

    assertThat(names()).containsExactly("network.zip");
    assertThat(file().resolve("inside")).hasContent("kept");
  }

  @Test
  void writeThatFailsHalfwayLeavesTheOldFileAndNoPart() throws IOException {
    NetworkFile.write(chain(DataType.FLOAT), file());
    byte[] old = Files.readAllBytes(file());
    Model broken = chain(DataType.FLOAT);
    broken.params().close(); // what has no memory any more cannot be written

    assertThatThrownBy(() -> NetworkFile.write(broken, file()))
        .isInstanceOf(RuntimeException.class);

    assertThat(names()).containsExactly("network.zip");
    assertThat(Files.readAllBytes(file())).isEqualTo(old);
  }

  private void refused(String word) {
    assertThatThrownBy(() -> NetworkFile.read(file()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(word)
        .message()
        .isNotBlank();
  }

  /** An object that tells when it was deserialized, as an attacker's would do worse. */
  private static final class Gadget implements Serializable {
    private static final long serialVersionUID = 1L;
    static boolean read;

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      read = true;
    }
  }

  private static byte[] serialized(Object object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    return bytes.toByteArray();
  }

  private Path file() {
    return folder.resolve("network.zip");
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }

  private Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file()))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        entries.put(e.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  private void write(Map<String, byte[]> entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file()))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  /** Continues from the iteration count, so that two equal networks are trained alike. */
  private static void train(Model network, int steps) {
    NetworkEngine engine = NetworkEngine.of(network);
    for (int i = 0; i < steps; i++) {
      Nd4j.getRandom().setSeed(iterations(network));
      INDArray input = Nd4j.randn(engine.dataType(), 6, 4);
      EnginePass pass = engine.forward(input);
      pass.backward(Nd4j.ones(engine.dataType(), pass.output().shape()).divi(6));
      engine.update();
    }
  }

  private static int iterations(Model network) {
    return network instanceof MultiLayerNetwork chain
        ? chain.getIterationCount()
        : ((ComputationGraph) network).getIterationCount();
  }

  private static INDArray updaterState(Model network) {
    return network instanceof MultiLayerNetwork chain
        ? chain.getUpdater().getStateViewArray()
        : ((ComputationGraph) network).getUpdater().getStateViewArray();
  }

  private static long[] bits(INDArray array) {
    return Arrays.stream(array.dup().reshape(array.length()).toDoubleVector())
        .mapToLong(Double::doubleToRawLongBits)
        .toArray();
  }

  private static MultiLayerNetwork chain(DataType type) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            configuration(type)
                .list()
                .layer(dense(4, 8, Activation.TANH))
                .layer(new BatchNormalization.Builder().nIn(8).nOut(8).build())
                .layer(dense(8, 2, Activation.IDENTITY))
                .build());
    network.init();
    return network;
  }

  private static ComputationGraph graph() {
    ComputationGraph network =
        new ComputationGraph(
            configuration(DataType.FLOAT)
                .graphBuilder()
                .addInputs("latents")
                .addLayer("left", dense(4, 8, Activation.TANH), "latents")
                .addLayer("right", dense(4, 8, Activation.SIGMOID), "latents")
                .addVertex(
                    "product", new ElementWiseVertex(ElementWiseVertex.Op.Product), "left", "right")
                .addLayer(
                    "norm", new BatchNormalization.Builder().nIn(8).nOut(8).build(), "product")
                .addLayer("score", dense(8, 3, Activation.IDENTITY), "norm")
                .setOutputs("score")
                .build());
    network.init();
    return network;
  }

  private static NeuralNetConfiguration.Builder configuration(DataType type) {
    return new NeuralNetConfiguration.Builder().seed(3).dataType(type).updater(new Adam(1e-2));
  }

  private static DenseLayer dense(int in, int out, Activation activation) {
    return new DenseLayer.Builder().nIn(in).nOut(out).activation(activation).build();
  }
}
