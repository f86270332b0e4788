package org.gan4j.engine.file;

import com.google.common.io.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * A network in a part of a file, to be put into one that is there and was built alike. Classes that
 * it names are not loaded, so that layers of an application's own need not be told; and its numbers
 * go straight to where they belong, without a second network beside.
 */
public final class StoredNetwork {
  private final ByteSource file;
  private final JsonNode configuration;

  private StoredNetwork(ByteSource file, JsonNode configuration) {
    this.file = file;
    this.configuration = configuration;
  }

  /**
   * {@return a network, of which the configuration has been read}
   *
   * @param file what {@link NetworkFile#write} has written; opened again for each use
   * @throws IOException if it cannot be read, or is no such file
   */
  public static StoredNetwork of(ByteSource file) throws IOException {
    try (InputStream in = file.openStream()) {
      return new StoredNetwork(file, reader(in).configuration());
    }
  }

  private static NetworkReader reader(InputStream in) {
    return new NetworkReader(NetworkParts.of(new ZipInputStream(in)));
  }

  /**
   * {@return it as a new network}
   *
   * @param own classes of the application's that it is made of
   * @throws UncheckedIOException if it cannot be read, or names a class that is not given
   */
  public Model read(Class<?>... own) {
    try (InputStream in = file.openStream()) {
      return NetworkFile.read(in, own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return its configuration, as Deeplearning4j writes it} */
  public JsonNode configuration() {
    return configuration;
  }

  /**
   * Reads all numbers once, so that nothing is amiss when they are put into a network.
   *
   * @param parameters of a network that is built alike; stay as they are
   * @param memory what its updater remembers, or null; likewise
   * @throws UncheckedIOException if they cannot be read, or are not as many
   */
  public void check(INDArray parameters, INDArray memory) {
    pass(parameters, memory, ArrayReader::check);
  }

  /**
   * Puts the numbers into a network that is built alike.
   *
   * @param parameters of that network
   * @param memory what its updater remembers, or null
   * @return whether what an updater remembers is among the numbers
   * @throws UncheckedIOException if they cannot be read; the parameters then are in no state
   */
  public boolean fill(INDArray parameters, INDArray memory) {
    return pass(parameters, memory, ArrayReader::fill);
  }

  private boolean pass(INDArray parameters, INDArray memory, ArrayReader.Use use) {
    try (InputStream in = file.openStream()) {
      NetworkReader reader = reader(in);
      reader.configuration();
      return reader.numbers(parameters, memory, use);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Puts the parameters of a network in a file into one that is there, if it is built alike.
   *
   * @param in what {@link NetworkFile#write} has written; not closed
   * @param target whose parameters are written to
   * @return in what the two are not built alike, if they are not: the target then stays as it is
   * @throws IOException if it cannot be read; the parameters then are in no state
   */
  public static Optional<String> parameters(InputStream in, Model target) throws IOException {
    NetworkReader reader = reader(in);
    Optional<String> difference =
        NetworkJson.difference(NetworkJson.of(target), reader.configuration());
    if (difference.isEmpty()) {
      reader.numbers(target.params(), null, ArrayReader::fill);
    }
    return difference;
  }
}
