package org.gan4j.engine;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.ByteStreams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.util.ModelSerializer;
import org.gan4j.file.WholeFile;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * Networks as Deeplearning4j's own model files, zip archives that any DL4J program opens: the
 * configuration with its counters, the parameters and the updater's state.
 */
public final class NetworkFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * All that is read. DL4J's files may hold preprocessors and normalizers as serialized Java
   * objects besides, which could run code from the file: they are passed over.
   */
  private static final ImmutableSet<String> ENTRIES =
      ImmutableSet.of(
          ModelSerializer.CONFIGURATION_JSON,
          ModelSerializer.COEFFICIENTS_BIN,
          ModelSerializer.NO_PARAMS_MARKER,
          ModelSerializer.UPDATER_BIN);

  private NetworkFile() {}

  /**
   * Writes a network in one step, so that whoever reads {@code file} finds the old network or the
   * new one and nothing between.
   *
   * @param network a {@code MultiLayerNetwork} or {@code ComputationGraph}
   * @param file where to; replaced if it exists; its folder has to exist
   * @throws UncheckedIOException if writing fails; {@code file} then is as it was
   */
  public static void write(Model network, Path file) {
    try {
      WholeFile.write(file, out -> ModelSerializer.writeModel(network, out, true));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes a network into a stream.
   *
   * @param network a {@code MultiLayerNetwork} or {@code ComputationGraph}
   * @param out where to; it is not closed
   * @param updater whether to write the updater's state, without which training begins with a fresh
   *     one
   * @throws IOException if writing fails
   */
  public static void write(Model network, OutputStream out, boolean updater) throws IOException {
    ModelSerializer.writeModel(network, out, updater);
  }

  /**
   * {@return the network in a file, as it was when it was written}
   *
   * @param file a Deeplearning4j model file
   * @throws UncheckedIOException if the file cannot be read, or is no such file
   */
  public static Model read(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return network(known(zip));
    } catch (IOException | RuntimeException e) {
      throw notWhole(file.toString(), e);
    }
  }

  /**
   * {@return the network in a stream, as it was when it was written}
   *
   * @param name of what is read, for messages
   * @param in a Deeplearning4j model file; it is not closed
   * @param most bytes that may be in it, unpacked
   * @throws UncheckedIOException if it cannot be read, has more, or is no such file
   */
  public static Model read(String name, InputStream in, int most) {
    try {
      return network(known(new ZipInputStream(in), most));
    } catch (IOException | RuntimeException e) {
      throw notWhole(name, e);
    }
  }

  private static UncheckedIOException notWhole(String name, Exception e) {
    return new UncheckedIOException(
        new IOException("%s is not a whole Deeplearning4j network: %s".formatted(name, e), e));
  }

  private static Map<String, byte[]> known(ZipFile zip) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (ZipEntry entry : zip.stream().filter(e -> ENTRIES.contains(e.getName())).toList()) {
      try (InputStream in = zip.getInputStream(entry)) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    }
    return entries;
  }

  private static Map<String, byte[]> known(ZipInputStream zip, int most) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    int left = most;
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (ENTRIES.contains(entry.getName())) {
        byte[] bytes = ByteStreams.limit(zip, left + 1L).readAllBytes();
        if (bytes.length > left) {
          throw new IOException("it has more than %d bytes".formatted(most));
        }
        left -= bytes.length;
        entries.put(entry.getName(), bytes);
      }
    }
    return entries;
  }

  private static Model network(Map<String, byte[]> entries) throws IOException {
    byte[] configuration = entries.get(ModelSerializer.CONFIGURATION_JSON);
    if (configuration == null) {
      throw new IOException("no configuration.json in it");
    }
    InputStream packed = new ByteArrayInputStream(packed(entries));
    return JSON.readTree(configuration).has("networkInputs")
        ? ModelSerializer.restoreComputationGraph(packed, true)
        : ModelSerializer.restoreMultiLayerNetwork(packed, true);
  }

  private static byte[] packed(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.setLevel(0);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
