package org.gan4j.engine.update;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.engine.file.StoredNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network whose parameters follow those of another one, all that DL4J keeps in that array:
 * BatchNorm's running statistics too. It has arrays of its own, which stay the same.
 */
public final class NetworkAverage {
  private final Model network;
  private INDArray source; // what stretch was made over; null before the first step
  private Optional<Stretch> stretch = Optional.empty();

  private NetworkAverage(Model network) {
    this.network = network;
  }

  /**
   * {@return an average that begins as a network is now}
   *
   * @param network an initialised {@code MultiLayerNetwork} or {@code ComputationGraph}; stays as
   *     it is
   */
  public static NetworkAverage of(Model network) {
    return new NetworkAverage(
        network instanceof ComputationGraph graph
            ? copy(graph)
            : copy((MultiLayerNetwork) network));
  }

  /** Without the updater's memory, which DL4J's own copy has: nothing updates an average. */
  private static Model copy(ComputationGraph graph) {
    ComputationGraph copy = new ComputationGraph(graph.getConfiguration().clone());
    copy.init(graph.params().dup(), false);
    return copy;
  }

  private static Model copy(MultiLayerNetwork chain) {
    MultiLayerNetwork copy = new MultiLayerNetwork(chain.getLayerWiseConfigurations().clone());
    copy.init(chain.params().dup(), false);
    return copy;
  }

  /** {@return the network that follows, always the same} */
  public Model network() {
    return network;
  }

  /**
   * Takes over parameters as they are.
   *
   * @param parameters of a network built alike
   */
  public void assign(INDArray parameters) {
    network.params().assign(parameters);
  }

  /**
   * Takes over the parameters of an average in a file.
   *
   * @param in what {@link org.gan4j.engine.file.NetworkFile#write} has written of one; not closed
   * @return in what that network is not built as this one, if it is not: this then stays as it is
   * @throws IOException if it cannot be read; the parameters then are in no state
   */
  public Optional<String> read(InputStream in) throws IOException {
    return StoredNetwork.parameters(in, network);
  }

  /**
   * Goes a part of the way to other parameters: {@code p += share * (q - p)} for each, in one pass.
   *
   * @param parameters of a network built alike; stay as they are
   * @param share from 0 to 1
   */
  public void approach(INDArray parameters, double share) {
    if (parameters != source) {
      source = parameters;
      stretch = Stretch.of(List.of(network.params(), parameters));
    }
    stretch.ifPresentOrElse(
        memory -> approach(memory, new Approach(share)), () -> approachByNd4j(parameters, share));
  }

  private static void approach(Stretch memory, Formula formula) {
    Parts parts = new Parts();
    parts.add(memory, formula);
    parts.run();
  }

  /** Three operations, none of which takes memory. */
  private void approachByNd4j(INDArray parameters, double share) {
    INDArray row = parameters.reshape(network.params().shape());
    network.params().subi(row).muli(1 - share).addi(row);
  }
}
