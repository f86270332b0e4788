package org.gan4j.engine;

import com.google.common.collect.ImmutableSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.util.ModelSerializer;
import org.gan4j.file.WholeFile;
import org.nd4j.shade.jackson.databind.JsonNode;
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
   * {@return the network in a file, as it was when it was written}
   *
   * @param file a Deeplearning4j model file
   * @throws UncheckedIOException if the file cannot be read, or is no such file
   */
  public static Model read(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      boolean graph = configuration(zip).has("networkInputs");
      InputStream known = new ByteArrayInputStream(known(zip));
      return graph
          ? ModelSerializer.restoreComputationGraph(known, true)
          : ModelSerializer.restoreMultiLayerNetwork(known, true);
    } catch (IOException | RuntimeException e) {
      throw new UncheckedIOException(
          new IOException("%s is not a whole Deeplearning4j network: %s".formatted(file, e), e));
    }
  }

  private static JsonNode configuration(ZipFile zip) throws IOException {
    ZipEntry entry =
        Optional.ofNullable(zip.getEntry(ModelSerializer.CONFIGURATION_JSON))
            .orElseThrow(() -> new IOException("no configuration.json in it"));
    try (InputStream in = zip.getInputStream(entry)) {
      return JSON.readTree(in);
    }
  }

  /** Returns the archive with the entries that are read and no others. */
  private static byte[] known(ZipFile zip) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.setLevel(0);
      for (ZipEntry entry : zip.stream().filter(e -> ENTRIES.contains(e.getName())).toList()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        try (InputStream in = zip.getInputStream(entry)) {
          in.transferTo(out);
        }
      }
    }
    return bytes.toByteArray();
  }
}
