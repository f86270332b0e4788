package org.gan4j.engine.file;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.gan4j.file.Excerpt;
import org.gan4j.file.WholeFile;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Networks as Deeplearning4j's own model files, zip archives that any DL4J program opens: the
 * configuration with its counters, the parameters and the updater's state. Those files may hold
 * preprocessors and normalizers as serialized Java objects besides, which could run code: they are
 * never read.
 */
public final class NetworkFile {
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
    zip.write(NetworkJson.text(network).getBytes(StandardCharsets.UTF_8));
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

  private static INDArray updaterState(Model network) {
    return network instanceof ComputationGraph graph
        ? graph.getUpdater().getStateViewArray()
        : ((MultiLayerNetwork) network).getUpdater().getStateViewArray();
  }

  /**
   * {@return the network in a file, as it was when it was written}
   *
   * <p>The file may come from anybody. Nothing of it is run, classes are those of Deeplearning4j's
   * layers alone, and memory is taken for as many numbers as its layers have.
   *
   * @param file a Deeplearning4j model file, of version 1.0.0-beta4 or later
   * @param own classes of the application's that the network is made of: layers, activation
   *     functions and so on
   * @throws UncheckedIOException if the file cannot be read, or is no such file
   */
  public static Model read(Path file, Class<?>... own) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return read(NetworkParts.of(zip), own);
    } catch (IOException | IllegalArgumentException e) {
      boolean ours = e.getClass() == IOException.class;
      String reason = ours ? e.getMessage() : Excerpt.of(e);
      throw new UncheckedIOException(
          new IOException(
              "%s is not a whole Deeplearning4j network: %s".formatted(file, reason), e));
    }
  }

  /**
   * {@return the network in a part of something else}
   *
   * @param in a Deeplearning4j model file whose configuration comes first, as all programs write
   *     it; not closed
   * @param own classes of the application's that the network is made of
   * @throws IOException if it cannot be read, or is no such file
   */
  public static Model read(InputStream in, Class<?>... own) throws IOException {
    return read(NetworkParts.of(new ZipInputStream(in)), own);
  }

  /** Whatever Deeplearning4j throws at a network that cannot be is the file's fault. */
  private static Model read(NetworkParts parts, Class<?>... own) throws IOException {
    try {
      return new NetworkReader(parts).read(own);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw new IOException("its layers make no network: " + Excerpt.of(e), e);
    } catch (OutOfMemoryError e) {
      throw new IOException("it is too large for the memory that Java may take", e);
    }
  }
}
