package org.gan4j.engine;

import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.gan4j.engine.plan.LayerArrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network that Deeplearning4j's own listeners look at: it gets what they ask it for, and what its
 * {@code fit} would have left behind.
 *
 * <p>Internal to gan4j: public for {@code org.gan4j.listener}.
 */
public final class ListenedNetwork {
  private final Backbone backbone;
  private INDArray batch = Nd4j.zeros(1, 1); // only its number of rows is looked at

  private ListenedNetwork(Backbone backbone) {
    this.backbone = backbone;
    if (backbone.model() instanceof MultiLayerNetwork layers) {
      layers.setGradient(gradient());
    } else {
      ((ComputationGraph) backbone.model()).setGradient(gradient());
    }
  }

  /**
   * {@return a network to be looked at}
   *
   * @param network an initialised {@code MultiLayerNetwork} or {@code ComputationGraph}
   * @throws IllegalArgumentException if it is of another kind, or cannot be trained
   */
  public static ListenedNetwork of(Model network) {
    return new ListenedNetwork(Admission.admit(network));
  }

  /**
   * Tells listeners that the network was updated.
   *
   * @param score the loss of that update
   * @param batchSize how many samples it was made of
   * @param listeners in their order
   */
  public void updated(double score, int batchSize, List<TrainingListener> listeners) {
    look(score, batchSize);
    Model network = backbone.model();
    for (TrainingListener listener : listeners) {
      listener.onGradientCalculation(network);
      listener.iterationDone(network, backbone.iteration(), backbone.epoch());
    }
  }

  private void look(double score, int batchSize) {
    if (batch.rows() != batchSize) {
      batch = Nd4j.zeros(batchSize, 1);
    }
    if (backbone.model() instanceof MultiLayerNetwork layers) {
      layers.setScore(score);
      layers.setInput(batch);
      layers.setLabels(batch);
    } else if (backbone.model() instanceof ComputationGraph graph) {
      graph.setScore(score);
      graph.setInput(0, batch);
      graph.setLabels(batch);
    }
  }

  /** Views by the names that parameters have in the network. */
  private Gradient gradient() {
    Gradient named = new DefaultGradient(backbone.gradients());
    Layer[] layers = backbone.layers();
    for (int i = 0; i < layers.length; i++) {
      if (layers[i].numParams() > 0) {
        String prefix = prefix(layers[i], i);
        new LayerArrays(layers[i])
            .gradients()
            .gradientForVariable()
            .forEach((name, array) -> named.setGradientFor(prefix + name, array));
      }
    }
    return named;
  }

  private String prefix(Layer layer, int index) {
    return backbone.model() instanceof MultiLayerNetwork
        ? index + "_"
        : layer.conf().getLayer().getLayerName() + "_";
  }
}
