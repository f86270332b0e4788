package org.gan4j.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.util.ModelSerializer;
import org.gan4j.file.Excerpt;
import org.gan4j.file.WholeFile;

/**
 * Networks as Deeplearning4j's own model files, zip archives that any DL4J program opens: the
 * configuration with its counters, the parameters and the updater's state. Those files may hold
 * preprocessors and normalizers as serialized Java objects besides, which could run code: they are
 * never read.
 */
public final class NetworkFile {
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
