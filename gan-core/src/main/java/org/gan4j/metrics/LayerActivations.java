package org.gan4j.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Of layers one after the other. */
record LayerActivations(MultiLayerNetwork network) implements Activations {
  private static final String INPUT = "input";

  @Override
  public List<String> names() {
    return IntStream.range(-1, network.getnLayers()).mapToObj(this::name).toList();
  }

  @Override
  public Map<String, INDArray> upTo(String layer, INDArray input) {
    int last = names().indexOf(layer) - 1;
    if (last < 0) {
      return Map.of(INPUT, input);
    }
    List<INDArray> arrays = network.feedForwardToLayer(last, input, false); // the input is first
    Map<String, INDArray> named = new LinkedHashMap<>();
    for (int i = 0; i < arrays.size(); i++) {
      named.put(name(i - 1), arrays.get(i));
    }
    return named;
  }

  @Override
  public String beforeLast() {
    return name(network.getnLayers() - 2);
  }

  @Override
  public String last() {
    return name(network.getnLayers() - 1);
  }

  @Override
  public Layer lastLayer() {
    return layer(network.getnLayers() - 1);
  }

  private String name(int index) {
    return index < 0
        ? INPUT
        : Optional.ofNullable(layer(index).getLayerName()).orElse("layer" + index);
  }

  private Layer layer(int index) {
    return network.getLayerWiseConfigurations().getConf(index).getLayer();
  }
}
