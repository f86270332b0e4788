package org.gan4j.engine;

import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.ActivationLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer of a {@code MultiLayerNetwork} behind the preprocessor of its input, where it has one.
 */
final class LayerNode implements Step.Node {
  private final LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspaces();
  private final Layer layer;
  private final InputPreProcessor preProcessor; // or null, as DL4J has it
  private int batch;

  LayerNode(Layer layer, InputPreProcessor preProcessor) {
    this.layer = layer;
    this.preProcessor = preProcessor;
    layer.allowInputModification(false); // its input may be needed by the node that made it
  }

  @Override
  public INDArray forward(List<INDArray> inputs, boolean training) {
    INDArray input = inputs.get(0);
    batch = (int) input.size(0);
    if (preProcessor != null) {
      input = preProcessor.preProcess(input, batch, workspaces);
    }
    layer.setInputMiniBatchSize(batch);
    layer.clearNoiseWeightParams(); // else kept from a pass that no backward pass followed
    return layer.activate(own(layer, input, training), training, workspaces);
  }

  /** Copies the input where DL4J would write the output over it: it may be needed elsewhere. */
  static INDArray own(Layer layer, INDArray input, boolean training) {
    return layer instanceof ActivationLayer && !training ? input.dup() : input;
  }

  @Override
  public Pair<Gradient, INDArray[]> backward(INDArray gradient, boolean frozen) {
    Pair<Gradient, INDArray> result = layer.backpropGradient(gradient, workspaces);
    INDArray atInput = result.getSecond();
    if (preProcessor != null) {
      atInput = preProcessor.backprop(atInput, batch, workspaces);
    }
    return Pair.of(result.getFirst(), new INDArray[] {atInput});
  }
}
