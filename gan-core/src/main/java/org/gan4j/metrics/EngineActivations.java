package org.gan4j.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.gan4j.engine.NetworkEngine;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Of layers one after the other, where all but the last run in the engine that training uses: ten
 * times as fast as convolutions of DL4J.
 *
 * @param layers those of the network
 * @param body all but the last
 * @param head the last
 */
record EngineActivations(LayerActivations layers, NetworkEngine body, MultiLayerNetwork head)
    implements Activations {

  /** {@return the activations, if the engine takes all layers but the last} */
  static Optional<Activations> of(LayerActivations layers) {
    MultiLayerNetwork network = layers.network();
    if (!network.isInitCalled() || network.getnLayers() < 2) {
      return Optional.empty();
    }
    try {
      MultiLayerNetwork body = new TransferLearning.Builder(network).removeOutputLayer().build();
      return Optional.of(new EngineActivations(layers, NetworkEngine.of(body), head(network)));
    } catch (IllegalArgumentException e) { // which says what the engine does not take
      return Optional.empty();
    }
  }

  private static MultiLayerNetwork head(MultiLayerNetwork network) {
    int last = network.getnLayers() - 1;
    MultiLayerConfiguration all = network.getLayerWiseConfigurations();
    MultiLayerConfiguration configuration = all.clone();
    configuration.setConfs(List.of(configuration.getConf(last)));
    Optional<InputPreProcessor> before = Optional.ofNullable(all.getInputPreProcess(last));
    configuration.setInputPreProcessors(new HashMap<>());
    before.ifPresent(own -> configuration.getInputPreProcessors().put(0, own.clone()));
    MultiLayerNetwork head = new MultiLayerNetwork(configuration);
    head.init();
    INDArray parameters = network.getLayer(last).params();
    if (parameters != null) { // an activation has none
      head.params().assign(parameters);
    }
    return head;
  }

  @Override
  public MultiLayerNetwork network() {
    return layers.network();
  }

  @Override
  public List<String> names() {
    return layers.names();
  }

  @Override
  public Map<String, INDArray> upTo(String layer, INDArray input) {
    if (layer.equals(beforeLast())) {
      return Map.of(layer, body.infer(input));
    }
    return layer.equals(last()) ? all(input) : layers.upTo(layer, input);
  }

  private Map<String, INDArray> all(INDArray input) {
    INDArray before = body.infer(input);
    return Map.of(beforeLast(), before, last(), head.output(before));
  }

  @Override
  public String beforeLast() {
    return layers.beforeLast();
  }

  @Override
  public String last() {
    return layers.last();
  }

  @Override
  public Layer lastLayer() {
    return layers.lastLayer();
  }
}
