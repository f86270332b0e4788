package org.gan4j.engine.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.learning.config.Adam;

/** Model files that want more than to be read. */
class HostileNetworksTest {
  private static final String TANH = ActivationTanH.class.getName();
  private static final String NORMAL = NormalDistribution.class.getName();

  @TempDir private Path folder;
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  @BeforeEach
  void write() throws IOException {
    Loaded.loaded = false;
    NetworkFile.write(network(), file());
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file()))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        entries.put(e.getName(), zip.readAllBytes());
      }
    }
  }

  @Test
  void classesOfOthersAreRefusedBeforeTheyAreLoaded() throws IOException {
    replace(TANH, Activation.class.getName());
    refused("Activation");
    assertThat(Loaded.loaded).isFalse();
  }

  @Test
  void classesThatTheApplicationNamesAreLoaded() throws IOException {
    replace(TANH, Activation.class.getName());
    assertThat(NetworkFile.read(file(), Activation.class).numParams()).isEqualTo(15);
    assertThat(Loaded.loaded).isTrue();
  }

  @Test
  void distributionsNameTheirClassesInAnotherField() throws IOException {
    replace(NORMAL, Activation.class.getName());
    refused("Activation");
    assertThat(Loaded.loaded).isFalse();
  }

  /** Jackson takes a class also from the front of an array. */
  @Test
  void classesInFrontOfArraysAreRefused() throws IOException {
    String activation = "{ \"@class\" : \"%s\" }".formatted(TANH);
    String json = json().replaceAll("\\s+", " ");
    assertThat(json).contains(activation);
    put(json.replace(activation, "[\"%s\", {}]".formatted(Activation.class.getName())));
    refused("Activation");
    assertThat(Loaded.loaded).isFalse();
  }

  @Test
  void argumentsOfClassesAreRefused() throws IOException {
    replace(TANH, TANH + "<" + Activation.class.getName() + ">");
    refused("names a class with arguments");
    assertThat(Loaded.loaded).isFalse();
  }

  @Test
  void classesThatAreNoneOfTheirKindAreRefused() throws IOException {
    replace(TANH, DenseLayer.class.getName());
    refused("names the class " + DenseLayer.class.getName());
  }

  /** Deeplearning4j would read such a distribution by itself. */
  @Test
  void distributionsOfOldVersionsAreRefused() throws IOException {
    String type = "\"type\" : \"%s\"".formatted(Activation.class.getName());
    replace(
        "\"weightInitFn\"", "\"weightInit\" : \"DISTRIBUTION\", \"dist\" : {" + type + "}, \"x\"");
    refused("before 1.0.0-beta4");
    assertThat(Loaded.loaded).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'\"nin\" : 4', '\"nin\" : 2147483647', expected a row of",
    "'\"nin\" : 4', '\"nin\" : -4', a layer has a negative size",
    "'\"nin\" : 4', '\"nin\" : 4611686018427387904', make more than 2^60",
    "'\"nin\" : 4', '\"nin\" : \"4611686018427387904\"', make more than 2^60",
    "'\"nin\" : 4', '\"nin\" : 1e300', make more than 2^60",
    "'\"nin\" : 4', '\"nin\" : 5', expected a row of 18 numbers",
  })
  void sizesThatTheParametersDoNotHaveAreRefused(String from, String to, String reason)
      throws IOException {
    replace(from, to);
    refused(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"coefficients.bin", "updaterState.bin"})
  void headersThatPromiseTooMuchAreRefused(String name) throws IOException {
    for (long length : new long[] {1L << 40, Long.MAX_VALUE, -1, 0}) {
      entries.put(name, array(length, length));
      rewrite();
      refused("its part " + name + " cannot be used: its shape is");
      entries.put(name, array(name.startsWith("c") ? 15 : 30, length));
      rewrite();
      refused("it has " + length + " numbers");
    }
  }

  @Test
  void arraysOfOtherFormsAreRefused() throws IOException {
    entries.put("coefficients.bin", utf("COMPRESSED"));
    rewrite();
    refused("its format is 'COMPRESSED'");
    entries.put("coefficients.bin", new byte[] {0, 3, 27, '[', 'A'});
    rewrite();
    refused("its format is ' [A'");
  }

  @Test
  void arraysThatGoOnAreRefused() throws IOException {
    entries.computeIfPresent("coefficients.bin", (name, all) -> Arrays.copyOf(all, all.length + 1));
    rewrite();
    refused("it goes on after its numbers");
  }

  @Test
  void arraysWhoseChecksumIsWrongAreRefused() throws IOException {
    rewrite();
    byte[] whole = Files.readAllBytes(file());
    byte[] parameter = {0x3e, (byte) 0xcc, (byte) 0xcc, (byte) 0xcd}; // the bias, 0.4
    int at = Bytes.indexOf(whole, parameter);
    whole[at + 3]++;
    Files.write(file(), whole);
    refused("coefficients.bin is damaged");
    assertThatThrownBy(() -> NetworkFile.read(new ByteArrayInputStream(whole)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("invalid entry CRC");
  }

  @Test
  void longConfigurationsAreRefused() throws IOException {
    put(json() + " ".repeat(16 << 20));
    refused("its configuration.json has more than 16 MB");
    put("{\"a\":".repeat(100_000));
    refused("nested deeper than 100 levels");
  }

  @Test
  void bytesThatAreNoConfigurationAreNotPrinted() throws IOException {
    put("\0\u0010MIXED_DATA_TYPES\u007f\u001b[2J");
    assertThatThrownBy(() -> NetworkFile.read(file()))
        .cause()
        .message()
        .contains("its configuration.json cannot be used: ")
        .doesNotContainPattern("\\p{Cntrl}")
        .doesNotContain("MIXED");
  }

  @Test
  void streamsHaveTheConfigurationFirst() throws IOException {
    byte[] configuration = entries.remove("configuration.json");
    entries.put("configuration.json", configuration);
    rewrite();
    assertThat(NetworkFile.read(file()).numParams()).isEqualTo(15);
    byte[] bytes = Files.readAllBytes(file());
    assertThatThrownBy(() -> NetworkFile.read(new ByteArrayInputStream(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessage("no configuration.json in it");
  }

  /** Tells when its class is loaded. */
  static final class Loaded {
    static boolean loaded;

    private Loaded() {}
  }

  /** An activation function of an application's. */
  static final class Activation extends ActivationTanH {
    private static final long serialVersionUID = 1L;

    static {
      Loaded.loaded = true;
    }
  }

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .updater(new Adam(1e-3))
                .list()
                .layer(
                    new DenseLayer.Builder()
                        .nIn(4)
                        .nOut(3)
                        .activation(new ActivationTanH())
                        .weightInit(new WeightInitDistribution(new NormalDistribution(0, 1)))
                        .biasInit(0.4)
                        .build())
                .build());
    network.init();
    return network;
  }

  private static byte[] array(long size, long length) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF("LONG_SHAPE");
    out.writeLong(8);
    out.writeUTF("LONG");
    for (long each : new long[] {2, 1, size, 1, 1, 8192, 1, 'c'}) {
      out.writeLong(each);
    }
    out.writeUTF("MIXED_DATA_TYPES");
    out.writeLong(length);
    out.writeUTF("FLOAT");
    out.write(new byte[40]);
    return bytes.toByteArray();
  }

  private static byte[] utf(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(text);
    out.writeLong(8);
    out.writeUTF("LONG");
    return bytes.toByteArray();
  }

  private void refused(String reason) {
    assertThatThrownBy(() -> NetworkFile.read(file()))
        .isInstanceOf(UncheckedIOException.class)
        .cause()
        .hasMessageContaining(reason);
  }

  private void replace(String from, String to) throws IOException {
    assertThat(json()).contains(from);
    put(json().replace(from, to));
  }

  private String json() {
    return new String(entries.get("configuration.json"), UTF_8);
  }

  private void put(String json) throws IOException {
    entries.put("configuration.json", json.getBytes(UTF_8));
    rewrite();
  }

  private void rewrite() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file()))) {
      zip.setLevel(Deflater.NO_COMPRESSION);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  private Path file() {
    return folder.resolve("network.zip");
  }
}
