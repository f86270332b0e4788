package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Of a graph with one input and one output, whose last vertex is a layer. */
record GraphActivations(ComputationGraph network) implements Activations {
  GraphActivations {
    int inputs = network.getConfiguration().getNetworkInputs().size();
    int outputs = network.getConfiguration().getNetworkOutputs().size();
    checkArgument(
        inputs == 1 && outputs == 1,
        "features are extracted by a graph of one input and one output, not %s and %s",
        inputs,
        outputs);
    String last = network.getConfiguration().getNetworkOutputs().get(0);
    checkArgument(
        network.getLayer(last) != null,
        "features are extracted by a graph that ends in a layer, and '%s' is another vertex",
        last);
  }

  @Override
  public List<String> names() {
    return Arrays.stream(network.topologicalSortOrder())
        .mapToObj(index -> network.getVertices()[index].getVertexName())
        .toList();
  }

  /** DL4J stops at layers only; to see another vertex, all of the graph is run. */
  @Override
  public Map<String, INDArray> upTo(String name, INDArray input) {
    if (network.getConfiguration().getNetworkInputs().contains(name)) {
      return Map.of(name, input);
    }
    int index = Arrays.asList(network.getLayers()).indexOf(network.getLayer(name));
    return index < 0 ? network.feedForward(input, false) : network.feedForward(input, index, false);
  }

  @Override
  public String beforeLast() {
    return network.getConfiguration().getVertexInputs().get(last()).get(0);
  }

  @Override
  public String last() {
    return network.getConfiguration().getNetworkOutputs().get(0);
  }

  @Override
  public Layer lastLayer() {
    return network.getLayer(last()).conf().getLayer();
  }
}
