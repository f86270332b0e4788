package org.gan4j.engine;

import com.google.common.collect.ImmutableSet;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.gan4j.file.WholeFile;
import org.nd4j.linalg.api.ndarray.INDArray;
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

  /**
   * The same network gives the same bytes. Java writes zip's zero, a month before, together with a
   * time in the zone of the machine.
   */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

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
      WholeFile.write(file, out -> write(network, out, true));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes a network as a part of something else. Numbers are not compressed: they hardly shrink.
   *
   * @param network a {@code MultiLayerNetwork} or {@code ComputationGraph}
   * @param out where to; not closed
   * @param withUpdater whether to write what the updater remembers, without which training goes on
   *     from a new updater
   * @throws IOException if writing fails
   */
  public static void write(Model network, OutputStream out, boolean withUpdater)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    begin(zip, ModelSerializer.CONFIGURATION_JSON);
    zip.write(json(network).getBytes(StandardCharsets.UTF_8));
    zip.setLevel(Deflater.NO_COMPRESSION);
    write(network.params(), ModelSerializer.COEFFICIENTS_BIN, zip);
    if (withUpdater) {
      write(updaterState(network), ModelSerializer.UPDATER_BIN, zip);
    }
    zip.finish();
  }

  private static void begin(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
  }

  private static void write(INDArray array, String name, ZipOutputStream zip) throws IOException {
    if (array != null && array.length() > 0) {
      begin(zip, name);
      DataOutputStream out = new DataOutputStream(new BufferedOutputStream(zip));
      ArrayBytes.write(array, out);
      out.flush();
    }
  }

  private static String json(Model network) {
    return network instanceof ComputationGraph graph
        ? graph.getConfiguration().toJson()
        : ((MultiLayerNetwork) network).getLayerWiseConfigurations().toJson();
  }

  private static INDArray updaterState(Model network) {
    return network instanceof ComputationGraph graph
        ? graph.getUpdater().getStateViewArray()
        : ((MultiLayerNetwork) network).getUpdater().getStateViewArray();
  }

  /**
   * {@return the network in a file, as it was when it was written}
   *
   * @param file a Deeplearning4j model file
   * @throws UncheckedIOException if the file cannot be read, or is no such file
   */
  public static Model read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      new ZipFile(file.toFile()).close(); // notices an archive that lacks its end
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException("%s is not a whole Deeplearning4j network: %s".formatted(file, e), e));
    }
  }

  /**
   * {@return the network in a part of something else}
   *
   * @param in a Deeplearning4j model file; not closed
   * @throws IOException if it cannot be read, or is no such file
   */
  public static Model read(InputStream in) throws IOException {
    try {
      Map<String, byte[]> parts = parts(new ZipInputStream(in));
      byte[] configuration =
          Optional.ofNullable(parts.get(ModelSerializer.CONFIGURATION_JSON))
              .orElseThrow(() -> new IOException("no configuration.json in it"));
      InputStream known = new ByteArrayInputStream(archive(parts));
      return JSON.readTree(configuration).has("networkInputs")
          ? ModelSerializer.restoreComputationGraph(known, true)
          : ModelSerializer.restoreMultiLayerNetwork(known, true);
    } catch (RuntimeException e) {
      throw new IOException(e.toString(), e);
    }
  }

  /** Returns the entries that are read and no others. */
  private static Map<String, byte[]> parts(ZipInputStream zip) throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (ENTRIES.contains(entry.getName())) {
        parts.put(entry.getName(), zip.readAllBytes());
      }
    }
    return parts;
  }

  private static byte[] archive(Map<String, byte[]> parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.setLevel(Deflater.NO_COMPRESSION);
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        out.putNextEntry(new ZipEntry(part.getKey()));
        out.write(part.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
