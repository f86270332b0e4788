package org.gan4j.engine;

import com.google.common.io.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.nn.api.Model;
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

  NetworkCopy.Source source() {
    return new Source();
  }

  /** What a copy wants of it. */
  private final class Source implements NetworkCopy.Source {
    @Override
    public JsonNode configuration() {
      return configuration;
    }

    /** Reads all numbers once, so that nothing is amiss when they are put into a network. */
    @Override
    public Optional<String> difference(Backbone target) {
      pass(target, ArrayReader::check);
      return Optional.empty();
    }

    @Override
    public void fill(Backbone target) {
      if (!pass(target, ArrayReader::fill) && NetworkCopy.memory(target) != null) {
        NetworkCopy.memory(target).assign(0);
      }
    }
  }

  /** Returns whether what an updater remembers is among the numbers. */
  private boolean pass(Backbone target, ArrayReader.Use use) {
    try (InputStream in = file.openStream()) {
      NetworkReader reader = reader(in);
      reader.configuration();
      return reader.numbers(target.model().params(), NetworkCopy.memory(target), use);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
