package org.gan4j.engine.file;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * Makes a network of the parts of a model file. Each part bounds what is read of the next: the
 * configuration says how many parameters there have to be, the network how much its updater keeps.
 * Deeplearning4j's own reader believes each of them.
 */
final class NetworkReader {
  private static final int MOST_JSON = 16 << 20;

  private final NetworkParts parts;

  NetworkReader(NetworkParts parts) {
    this.parts = parts;
  }

  /**
   * {@return the network}
   *
   * @param own classes that the configuration may name besides Deeplearning4j's
   * @throws IOException if it cannot be made
   */
  Model read(Class<?>... own) throws IOException {
    Object configuration = new ConfigurationReader(own).read(json());
    return configuration instanceof ComputationGraphConfiguration graph
        ? graph(graph)
        : chain((MultiLayerConfiguration) configuration);
  }

  /** {@return the configuration as it is written, of which nothing is made} */
  JsonNode configuration() throws IOException {
    return ConfigurationReader.tree(json());
  }

  /**
   * Reads the numbers of a network that is there, behind {@link #configuration}.
   *
   * @param parameters its own
   * @param memory its updater's own, or null
   * @param use what to do with them
   * @return whether what an updater remembers was among them; a file need not have it
   * @throws IOException if there are others
   */
  boolean numbers(INDArray parameters, INDArray memory, ArrayReader.Use use) throws IOException {
    use(ModelSerializer.COEFFICIENTS_BIN, coefficients(), in -> use.of(in, parameters));
    Optional<InputStream> kept = updaterState(memory);
    if (kept.isPresent()) {
      use(ModelSerializer.UPDATER_BIN, kept.get(), in -> use.of(in, memory));
    }
    return kept.isPresent();
  }

  private byte[] json() throws IOException {
    byte[] json =
        parts
            .open(ModelSerializer.CONFIGURATION_JSON)
            .orElseThrow(() -> new IOException("no configuration.json in it"))
            .readNBytes(MOST_JSON + 1);
    if (json.length > MOST_JSON) {
      throw new IOException("its configuration.json has more than 16 MB");
    }
    return json;
  }

  private MultiLayerNetwork chain(MultiLayerConfiguration configuration) throws IOException {
    INDArray parameters =
        parameters(
            configuration.getDataType(),
            configuration.getConfs().stream().mapToLong(NetworkReader::count));
    MultiLayerNetwork chain = new MultiLayerNetwork(configuration);
    chain.init(parameters, false);
    restore(chain::getUpdater);
    return chain;
  }

  private ComputationGraph graph(ComputationGraphConfiguration configuration) throws IOException {
    INDArray parameters =
        parameters(
            configuration.getDataType(),
            configuration.getVertices().values().stream().mapToLong(v -> v.numParams(true)));
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init(parameters, false);
    restore(graph::getUpdater);
    return graph;
  }

  private static long count(NeuralNetConfiguration configuration) {
    return configuration.getLayer().initializer().numParams(configuration);
  }

  /** Returns the parameters; null, as Deeplearning4j has it, for a network without. */
  private INDArray parameters(DataType type, LongStream counts) throws IOException {
    long count =
        counts
            .peek(each -> checkArgument(each >= 0, "a layer has a negative size"))
            .reduce(0, Math::addExact);
    if (count == 0) {
      return null;
    }
    return use(
        ModelSerializer.COEFFICIENTS_BIN, coefficients(), in -> ArrayReader.read(in, type, count));
  }

  private InputStream coefficients() throws IOException {
    return parts
        .open(ModelSerializer.COEFFICIENTS_BIN)
        .orElseThrow(() -> new IOException("no coefficients.bin in it"));
  }

  /** Puts what an updater remembers where it is kept; a file need not have it. */
  private void restore(Supplier<Updater> updater) throws IOException {
    INDArray kept = updater.get().getStateViewArray();
    Optional<InputStream> in = updaterState(kept);
    if (in.isPresent()) {
      use(ModelSerializer.UPDATER_BIN, in.get(), each -> ArrayReader.fill(each, kept));
    }
  }

  private Optional<InputStream> updaterState(INDArray kept) throws IOException {
    Optional<InputStream> in = parts.open(ModelSerializer.UPDATER_BIN);
    if (in.isPresent() && kept == null) {
      throw new IOException("its updater remembers nothing, but there is an updaterState.bin");
    }
    return in;
  }

  /** What is made of the numbers of a part. */
  private interface Numbers<T> {
    T of(InputStream in) throws IOException;
  }

  private static <T> T use(String name, InputStream in, Numbers<T> numbers) throws IOException {
    try {
      return numbers.of(new BufferedInputStream(in));
    } catch (EOFException e) {
      throw new IOException("its part %s is cut off".formatted(name), e);
    } catch (IOException e) {
      throw new IOException("its part %s cannot be used: %s".formatted(name, e.getMessage()), e);
    }
  }
}
